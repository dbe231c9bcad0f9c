package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, worked by keyboard alone. */
class SandboxPageTest {
  private static final String JOB = "{\"urls\":[\"https://example.com/products/a\"]}";

  private static Chromium browser;

  private final Sandbox sandbox = Sandbox.start(0);
  private final TestClient nouvel = new TestClient(sandbox.nouvel());

  @BeforeAll
  static void startBrowser() throws IOException {
    browser = new Chromium(Programs.need("chromium", "chromium-browser", "google-chrome"));
  }

  @AfterAll
  static void stopBrowser() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() {
    browser.open(sandbox.url());
    browser.await("document.querySelectorAll('#answer option').length > 0");
  }

  @AfterEach
  void stop() {
    nouvel.close();
    sandbox.close();
  }

  @Test
  void answerIsScriptedSeenAndFollowedByTime() throws IOException {
    tabTo("endpoint");
    down(3);
    browser.await("document.getElementById('endpoint').value === 'generate'");
    tabTo("answer");
    down(1);
    browser.await("document.getElementById('answer').value === 'INVALID_JSON'");
    assertThat(browser.eval("document.getElementById('curl').textContent").toString())
        .contains(sandbox.nouvel().url() + "generate");
    browser.press("Enter", 13, "");
    tabTo("times");
    browser.press("Enter", 13, "\r");
    browser.await(
        "document.getElementById('next').innerText.includes('generate: 400 INVALID_JSON')");

    assertThat(nouvel.post("generate", JOB).body()).isEqualTo(NouvelErrors.INVALID_JSON.body());
    browser.await(
        "document.querySelector('#requests tbody').innerText.includes('400 INVALID_JSON')");
    browser.await("document.getElementById('next').innerText.startsWith('Nothing')");

    String job = (String) nouvel.post("generate", JOB).json().get("jobId");
    browser.await("document.getElementById('jobs').innerText.includes('" + job + "')");
    browser.await("document.getElementById('services').innerText.includes('1 of 60')");

    Instant before = sandbox.nouvel().clock().now();
    tabTo("seconds");
    browser.press("Enter", 13, "\r");
    browser.await("document.getElementById('clock').textContent === '2026-05-05 16:01:00 UTC'");
    assertThat(Duration.between(before, sandbox.nouvel().clock().now()).toSeconds()).isEqualTo(60);
    browser.await("document.getElementById('services').innerText.includes('0 of 30')");
  }

  @Test
  void clearingAnAnswerKeepsTheFocusOnThePage() {
    sandbox.nouvel().onJob().respond(Fault.EMPTY_500).times(3);
    browser.await("document.getElementById('next').innerText.includes('job: EMPTY_500 × 3')");

    tab("document.activeElement.textContent === 'Clear'");
    browser.press("Enter", 13, "\r");

    browser.await("document.getElementById('next').innerText.startsWith('Nothing')");
    browser.await("document.activeElement.id === 'endpoint'");
    assertThat(sandbox.nouvel().service().pending()).isEmpty();
  }

  @Test
  void narrowPageNeedsNoScrollingSideways() throws IOException {
    nouvelHasSomethingToShow();
    try {
      for (int width : new int[] {320, 375, 544, 560, 801}) {
        browser.resize(width);
        assertThat(browser.eval("document.documentElement.scrollWidth"))
            .as("at " + width)
            .isEqualTo((long) width);
      }
    } finally {
      browser.resize(1280);
    }
  }

  @Test
  void refusedOrderIsTold() {
    browser.eval("order('/clock', { seconds: 0 }, 'done')");

    browser.await("document.getElementById('status').textContent.startsWith('Refused: seconds')");
  }

  @Test
  void everyControlHasANameAndTextHasContrastInBothSchemes() throws IOException {
    nouvelHasSomethingToShow();
    assertThat(
            browser.eval(
                "[...document.querySelectorAll('button, select, input, meter, progress')].filter(it =>"
                    + " !(it.ariaLabel || it.textContent.trim() || (it.labels && it.labels.length)))"
                    + ".map(it => it.outerHTML).join()"))
        .isEqualTo("");
    for (String scheme : new String[] {"light", "dark"}) {
      browser.prefer(scheme);
      assertThat(((Number) browser.eval(LOWEST_CONTRAST)).doubleValue())
          .as(scheme)
          .isGreaterThanOrEqualTo(4.5);
      Files.write(Path.of("target", "sandbox-" + scheme + ".png"), browser.screenshot());
    }
  }

  /** The lowest WCAG contrast of a text to its nearest opaque background. */
  private static final String LOWEST_CONTRAST =
      """
      (() => {
        const parse = it => it.match(/[\\d.]+/g).map(Number);
        const channel = it => (it /= 255) <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4;
        const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        const ground = element => {
          for (let it = element; it; it = it.parentElement) {
            const color = parse(getComputedStyle(it).backgroundColor);
            if (color.length < 4 || color[3] > 0) return color;
          }
        };
        let lowest = 21;
        for (const element of document.querySelectorAll('body *')) {
          const own = [...element.childNodes].some(it => it.nodeType === 3 && it.data.trim());
          if (!own || !element.checkVisibility()) continue;
          const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
          lowest = Math.min(lowest, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
        }
        return lowest;
      })()
      """;

  private void nouvelHasSomethingToShow() throws IOException {
    nouvel.post("generate", JOB);
    sandbox.nouvel().onGenerate().respond(NouvelErrors.QUOTA_EXCEEDED).respond(Fault.EMPTY_500);
    nouvel.post("generate", JOB);
    nouvel.get("jobs/550e8400-e29b-41d4-a716-446655440000");
    nouvel.get("jobs/550e8400-e29b-41d4-a716-446655440000");
    browser.await("document.querySelectorAll('#requests tbody tr').length === 4");
    browser.await("document.querySelectorAll('#next button').length === 1");
  }

  private void tabTo(String id) {
    tab("document.activeElement.id === '" + id + "'");
  }

  private void tab(String until) {
    for (int i = 0; i < 30 && !Boolean.TRUE.equals(browser.eval(until)); i++) {
      browser.press("Tab", 9, "");
    }
    assertThat(browser.eval(until)).as(until).isEqualTo(true);
  }

  private void down(int times) {
    for (int i = 0; i < times; i++) {
      browser.press("ArrowDown", 40, "");
    }
  }
}
