package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.Charge;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.ReceivedRequest;
import dev.videogen.testkit.VideogenServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each paid call of a storm was told, and what the servers have in their books for it. */
final class StormBooks {
  private static final Pattern MARK = Pattern.compile("storm-(\\d+)");
  private static final Set<String> FAULTS =
      Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.toSet());

  private final Map<Integer, Charge> told = new ConcurrentHashMap<>();
  private final Map<Integer, BillableRetry> rules = new ConcurrentHashMap<>();
  private int charges;

  void begun(int call, BillableRetry rule) {
    rules.put(call, rule);
  }

  void told(int call, Charge charge) {
    told.put(call, charge);
  }

  int calls() {
    return rules.size();
  }

  int charges() {
    return charges;
  }

  /** How many calls were told this. */
  long told(Charge charge) {
    return told.values().stream().filter(charge::equals).count();
  }

  void audit(List<VideogenServer> servers) {
    Map<Integer, List<String>> answers = new ConcurrentHashMap<>();
    int booked = 0;
    for (VideogenServer server : servers) {
      booked += server.charges();
      for (ReceivedRequest request : server.requests()) {
        Matcher mark = MARK.matcher(request.body());
        if (mark.find()) {
          answers
              .computeIfAbsent(Integer.valueOf(mark.group(1)), call -> new ArrayList<>())
              .add(request.answered());
        }
      }
    }
    answers.forEach(this::audit);
    assertThat(charges).as("charges accounted for").isEqualTo(booked);
    told.forEach(
        (call, charge) -> {
          if (charge == Charge.CERTAIN) {
            assertThat(answers).as("call %s was told of a charge", call).containsKey(call);
          }
        });
  }

  private void audit(int call, List<String> answers) {
    BillableRetry rule = rules.get(call);
    int charged = (int) answers.stream().filter(StormBooks::isCharged).count();
    charges += charged;
    if (rule == BillableRetry.REFUSALS_ONLY) {
      assertThat(charged).as("charges of call %s: %s", call, answers).isLessThanOrEqualTo(1);
    }
    for (String earlier : answers.subList(0, answers.size() - 1)) {
      assertThat(allowsRetry(earlier, rule))
          .as("call %s was sent more than once: %s", call, answers)
          .isTrue();
    }
    Charge was = told.get(call);
    if (was == Charge.NONE) {
      assertThat(charged).as("charges of call %s, told NONE: %s", call, answers).isZero();
    } else if (was == Charge.CERTAIN) {
      assertThat(charged).as("charges of call %s, told CERTAIN: %s", call, answers).isPositive();
    }
  }

  private static boolean isCharged(String answer) {
    return FAULTS.contains(answer)
        ? Fault.valueOf(answer).followsWork()
        : answer.endsWith(" charged") || answer.startsWith("5");
  }

  private static boolean allowsRetry(String answer, BillableRetry rule) {
    boolean refused =
        answer.startsWith("4")
            || answer.equals(Fault.NO_SUCH_PATH_404.name())
            || answer.equals(Fault.TOO_EARLY_425.name());
    return refused || (rule == BillableRetry.AS_DOCUMENTED && answer.equals("500 INTERNAL_ERROR"));
  }
}
