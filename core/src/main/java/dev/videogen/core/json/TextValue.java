package dev.videogen.core.json;

/**
 * A value out of an open set: the documented ones are constants, and any other text passes through
 * unchanged, in requests and in responses. Implemented by public records of one component.
 */
public interface TextValue {
  /** The text as the service writes it. */
  String value();
}
