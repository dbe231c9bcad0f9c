package dev.videogen.testkit;

/**
 * A moment in the fake's work on one request, at which a test may act: end a process, advance the
 * clock, release a latch. The moments of one request come in the order below.
 *
 * <pre>{@code
 * server.on(Event.CHARGED).run(child::kill);
 * }</pre>
 *
 * <p>They are those of requests that met an endpoint; what fits none has no moments. A fake works
 * on once the action has run, as a service does whose client is gone: what it has read it carries
 * out and charges. It does so while the test goes on; {@link VideogenServer#close} waits for it,
 * and what was received and charged can be asked for after that, too.
 */
public enum Event {
  /**
   * The request was read whole, its body included. Nothing is decided yet: it isn't in {@link
   * VideogenServer#requests()}, and nothing is charged for it.
   */
  REQUEST_READ,
  /**
   * A generation was charged and recorded, and no byte of its answer has left. It comes once for
   * each charge, and never for what costs nothing.
   */
  CHARGED,
  /**
   * All bytes of the answer were handed to the system, so they reach a client that still reads;
   * over HTTP/2 all but the frame that ends them. Refusals and errors are answers, too. A {@link
   * Fault} that cuts an answer short, or gives none, leaves it out.
   */
  ANSWERED
}
