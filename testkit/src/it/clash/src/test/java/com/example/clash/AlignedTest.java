package com.example.clash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

class AlignedTest {
  @Test
  void withTheBomOkHttp4GivesWayAndItsOwnInterceptorWorks() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FirstCall.main(new String[0]);
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("running, logged");
    assertThat(OkHttp.VERSION).startsWith("5.");
    assertThat(System.getProperty("java.class.path")).doesNotContain("okhttp-4");
  }
}
