package dev.videogen.examples;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Shows progress as a bar on a terminal, and as plain lines elsewhere. */
final class ProgressLine {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private boolean open;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @SuppressWarnings("SystemConsoleNull") // On JDK 17 it is null where there is no terminal.
  static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console even where there is no terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  void show(String what, @Nullable Object stage, int percent) {
    String text = what + ": " + percent + " % " + (stage == null ? "" : stage);
    if (terminal) {
      int done = percent * WIDTH / 100;
      out.print("\r[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] " + text + "          ");
      out.flush();
      open = true;
    } else {
      out.println(text);
    }
  }

  void line(String text) {
    if (open) {
      out.println();
      open = false;
    }
    out.println(text);
  }
}
