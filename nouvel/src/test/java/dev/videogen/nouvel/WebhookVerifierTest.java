package dev.videogen.nouvel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.json.LenientJson;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures were made with: printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$SECRET". */
class WebhookVerifierTest {
  private static final String SECRET = "whsec_test_1";
  private static final String ACCENTED = "clé secrète";
  private static final String COMPLETED =
      """
      {"event":"job.completed","jobId":"550e8400-e29b-41d4-a716-446655440000",\
      "status":"completed","totalProjects":2,"completedProjects":2,"failedProjects":0}\
      """;
  private static final String PARTIAL =
      """
      {"event":"job.completed","jobId":"j1","status":"partial","totalProjects":2,\
      "completedProjects":1,"failedProjects":1,"projects":[{"title":"Crédits 💪"}]}\
      """;
  private static final String COMPLETED_SIGNED =
      "9024a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd660853";
  private static final String COMPLETED_WITH_MARK_SIGNED =
      "2001157355947470fa9b7d116badc71fb1b523c9acfd98fcda5b3ed8a716023c";
  private static final String PARTIAL_SIGNED =
      "15fa5e568d1258f6df941c3f81f408794b5fbf1444746e451cea7dff1e090021";

  private final WebhookVerifier verifier = WebhookVerifier.of(SECRET);

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(SECRET, COMPLETED, COMPLETED_SIGNED),
        Arguments.of(
            ACCENTED,
            COMPLETED,
            "9d08f112dc703b3dbcd6a1f8deacb69b5fbeb038f04da2741e549a4384f4ed6c"),
        Arguments.of(SECRET, PARTIAL, PARTIAL_SIGNED),
        Arguments.of(
            ACCENTED, PARTIAL, "67f7d653ec0237c1e61f19a8baf0de4383798c4984128d4ce4ad98b402377edf"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signatureOfAnotherToolIsAccepted(String secret, String body, String signature)
      throws WebhookRefusedException {
    byte[] bytes = body.getBytes(UTF_8);
    WebhookVerifier one = WebhookVerifier.of(secret);
    WebhookVerifier rotating = WebhookVerifier.of("another", secret, "third");
    assertThat(one.verify(bytes, signature)).isEqualTo(rotating.verify(bytes, signature));
    assertThat(one.verify(bytes, signature.toUpperCase(Locale.ROOT)).event())
        .isEqualTo("job.completed");
    assertThat(one.verify(bytes, " " + signature + " ").event()).isEqualTo("job.completed");
  }

  @Test
  void reportIsReadAndKeepsWhatIsNotDocumented() throws WebhookRefusedException {
    WebhookEvent event = verifier.verify(PARTIAL.getBytes(UTF_8), PARTIAL_SIGNED);
    assertThat(event.jobId()).isEqualTo("j1");
    assertThat(event.status()).isEqualTo(JobStatus.PARTIAL);
    assertThat(event.totalProjects()).isEqualTo(2);
    assertThat(event.completedProjects()).isEqualTo(1);
    assertThat(event.failedProjects()).isEqualTo(1);
    assertThat(event.raw().objects("projects").get(0).text("title")).isEqualTo("Crédits 💪");
    assertThat(event.toString()).doesNotContain("Crédits");
  }

  @Test
  void repeatedDeliveriesHaveOneKey() throws WebhookRefusedException {
    WebhookEvent first = verifier.verify(PARTIAL.getBytes(UTF_8), PARTIAL_SIGNED);
    WebhookEvent again = verifier.verify(PARTIAL.getBytes(UTF_8), PARTIAL_SIGNED);
    WebhookEvent other = verifier.verify(COMPLETED.getBytes(UTF_8), COMPLETED_SIGNED);
    assertThat(first.key()).isEqualTo(again.key()).isEqualTo("j1 partial");
    assertThat(other.key()).isNotEqualTo(first.key());
  }

  @ParameterizedTest
  @CsvSource({"'a b', c, a, 'b c'", "'a\\', 'b', 'a', '\\ b'", "'', ' ', ' ', ''"})
  void differentReportsHaveDifferentKeys(
      String jobId, String status, String otherId, String otherStatus) {
    assertThat(event(jobId, status).key()).isNotEqualTo(event(otherId, otherStatus).key());
  }

  private static WebhookEvent event(String jobId, String status) {
    return new WebhookEvent(
        null, jobId, new JobStatus(status), null, null, null, LenientJson.object("{}"));
  }

  /** The bytes EF BB BF before the document, signed with it. */
  @Test
  void aByteOrderMarkBeforeTheReportIsSkipped() throws WebhookRefusedException {
    byte[] body = ("\uFEFF" + COMPLETED).getBytes(UTF_8);
    assertThat(verifier.verify(body, COMPLETED_WITH_MARK_SIGNED).status())
        .isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aMissingBodyIsRefused() {
    assertThat(refused(null, COMPLETED_SIGNED))
        .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_WRONG);
  }

  @Test
  void oneChangedBitOfTheBodyIsRefused() {
    for (int bit = 0; bit < COMPLETED.length() * 8; bit++) {
      byte[] body = COMPLETED.getBytes(UTF_8);
      body[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(refused(body, COMPLETED_SIGNED))
          .as("bit %d", bit)
          .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_WRONG);
    }
  }

  @Test
  void oneChangedBitOfTheSignatureIsRefused() {
    for (int bit = 0; bit < 256; bit++) {
      int index = bit / 4;
      int digit = Character.digit(COMPLETED_SIGNED.charAt(index), 16) ^ (1 << (bit % 4));
      String changed =
          COMPLETED_SIGNED.substring(0, index)
              + Character.forDigit(digit, 16)
              + COMPLETED_SIGNED.substring(index + 1);
      assertThat(refused(COMPLETED.getBytes(UTF_8), changed))
          .as("bit %d", bit)
          .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_WRONG);
    }
  }

  @Test
  void reserialisedBodyIsRefused() {
    assertThat(refused(COMPLETED.replace(",", ", ").getBytes(UTF_8), COMPLETED_SIGNED))
        .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_WRONG);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void missingSignatureIsRefused(@Nullable String signature) {
    assertThat(refused(COMPLETED.getBytes(UTF_8), signature))
        .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1b2c3d4e5f6",
        "sha256=9024a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd660853",
        "9024a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd66085",
        "9024a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd6608530",
        "zz24a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd660853",
        "💪24a98bdac1e16b2d52dd852bc356b34f242b7c1b4b56ba4fd09fbbbd660853"
      })
  void malformedSignatureIsRefused(String signature) {
    assertThat(refused(COMPLETED.getBytes(UTF_8), signature))
        .isEqualTo(WebhookRefusedException.Reason.SIGNATURE_MALFORMED);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "613eef55b8183675b83b016f30e001e09d5dc7950381cc5c54091d561bfdfff5"),
        Arguments.of(
            "not json", "8d0839384e3948d920e9b67db0631db86d8dc6d2e2acf40929787899595898fe"),
        Arguments.of("[]", "c6d5073f0d37534cd3b4be2307e3f8268cfe19fbaf417e1817be47bb90661457"),
        Arguments.of(
            """
            {"status":"failed"}\
            """,
            "e22ed00bf3e2a52f22f993e7724676d4173f2f978700b1406a9318165e5830eb"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void signedBodyThatIsNoReportIsRefused(String body, String signature) {
    assertThat(refused(body.getBytes(UTF_8), signature))
        .isEqualTo(WebhookRefusedException.Reason.BODY_UNREADABLE);
  }

  @Test
  void secretsAreRequiredAndNeverShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(WebhookVerifier::of)
        .withMessage("secrets: none, at least 1 is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of(SECRET, " "))
        .withMessage("secrets[1]: blank, it is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of((String[]) null))
        .withMessage("secrets: none, at least 1 is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of((String) null))
        .withMessage("secrets[0]: missing, it is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookVerifier.of(SECRET, null))
        .withMessage("secrets[1]: missing, it is required");
    assertThat(verifier.toString()).doesNotContain(SECRET);
  }

  private WebhookRefusedException.Reason refused(
      byte @Nullable [] body, @Nullable String signature) {
    WebhookRefusedException refused =
        catchThrowableOfType(WebhookRefusedException.class, () -> verifier.verify(body, signature));
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).doesNotContain(SECRET).doesNotContain(COMPLETED_SIGNED);
    return refused.reason();
  }
}
