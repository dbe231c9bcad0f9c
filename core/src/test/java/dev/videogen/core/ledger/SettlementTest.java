package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final int LONGEST = 64 * 1024;

  @Test
  void anAnswerOf64KibIsKeptAndALongerOneIsNot() {
    assertThat(Settlement.paid("x".repeat(LONGEST)).answer()).hasSize(LONGEST);
    assertThat(Settlement.paid("x".repeat(LONGEST + 1)).answer()).isNull();
    assertThat(Settlement.paid("é".repeat(LONGEST / 2)).answer()).hasSize(LONGEST / 2);
    assertThat(Settlement.paid("é".repeat(LONGEST / 2) + "x").answer()).isNull();
  }

  @Test
  void itsTextHoldsNoAnswer() {
    assertThat(Settlement.paid("https://signed.example/v.mp4")).hasToString("Settlement[PAID]");
  }
}
