package dev.videogen.core.spending;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HasCostTest {
  private static final Cost PLANNED = new Cost(3, 40);

  private record Told(@Nullable Integer videosCharged, @Nullable Integer creditsCharged)
      implements HasCost {}

  @Test
  void whatIsToldCountsAndElseWhatWasPlanned() {
    assertThat(HasCost.of(new Told(2, 30), PLANNED)).isEqualTo(new Cost(2, 30));
    assertThat(HasCost.of(new Told(0, 0), PLANNED)).isEqualTo(Cost.NONE);
    assertThat(HasCost.of(new Told(null, 30), PLANNED)).isEqualTo(new Cost(3, 30));
    assertThat(HasCost.of(new Told(2, -1), PLANNED)).isEqualTo(new Cost(2, 40));
    assertThat(HasCost.of(new HasCost() {}, PLANNED)).isEqualTo(PLANNED);
    assertThat(HasCost.of("a text", PLANNED)).isEqualTo(PLANNED);
  }
}
