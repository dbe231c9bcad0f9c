package dev.videogen.nanobanana;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps all that is logged, at every level, instead of printing it. */
public final class CapturedLog implements SLF4JServiceProvider {
  private static final List<Line> LINES = new CopyOnWriteArrayList<>();

  /** Found by SLF4J. */
  public CapturedLog() {}

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = new NOPMDCAdapter();

  /** One event: its text, its key-values as text, and the stack trace of what was thrown. */
  record Line(Level level, String message, List<String> pairs, String thrown) {
    String inFull() {
      return level + " " + message + " " + pairs + " " + thrown;
    }
  }

  static void clear() {
    LINES.clear();
  }

  static List<Line> lines() {
    return List.copyOf(LINES);
  }

  static List<Line> lines(Level level) {
    return LINES.stream().filter(line -> line.level() == level).toList();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return KeptLogger::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  private static final class KeptLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    KeptLogger(String name) {
      this.name = name;
    }

    @Override
    public void log(LoggingEvent event) {
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      keep(
          event.getLevel(),
          event.getMessage(),
          event.getArgumentArray(),
          event.getThrowable(),
          pairs == null ? List.of() : pairs.stream().map(it -> it.key + "=" + it.value).toList());
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
      keep(level, message, arguments, thrown, List.of());
    }

    private static void keep(
        Level level, String message, Object[] arguments, Throwable thrown, List<String> pairs) {
      StringWriter trace = new StringWriter();
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(trace));
      }
      String text = MessageFormatter.basicArrayFormat(message, arguments);
      LINES.add(new Line(level, text, pairs, trace.toString()));
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return KeptLogger.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
