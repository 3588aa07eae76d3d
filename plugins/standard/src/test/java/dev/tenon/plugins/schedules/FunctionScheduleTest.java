package dev.tenon.plugins.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionScheduleTest implements ScheduleContract {
  private static final String OWN = FunctionScheduleTest.class.getName();

  static double warmUp(Progress progress) {
    return progress.initialRate() * Math.min(1, (progress.step() + 1) / 4.0);
  }

  static double negative(Progress progress) {
    return -progress.initialRate();
  }

  static double failing(Progress progress) {
    throw new ArithmeticException("no rate at " + progress.step());
  }

  static float single(Progress progress) {
    return progress.step();
  }

  double bound(Progress progress) {
    return progress.initialRate();
  }

  @Override
  public FunctionSchedule extension() {
    return FunctionSchedule.of(FunctionScheduleTest::warmUp);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP);
  }

  private static Progress at(long step) {
    return new Progress(0.1, step, 10, 0, 1, History.EMPTY);
  }

  @Test
  void a_static_method_computes_the_rate() {
    FunctionSchedule schedule = FunctionSchedule.of(FunctionScheduleTest::warmUp);

    assertThat(schedule.rate(at(0))).isEqualTo(0.1 * 0.25);
    assertThat(schedule.rate(at(9))).isEqualTo(0.1);
  }

  @Test
  void the_method_is_kept_by_its_name_and_found_again() {
    FunctionSchedule schedule = FunctionSchedule.of(FunctionScheduleTest::warmUp);

    assertThat(schedule).isEqualTo(new FunctionSchedule(OWN, "warmUp"));
    assertThat(new FunctionSchedule(schedule.className(), schedule.method()).rate(at(1)))
        .isEqualTo(0.1 * 0.5);
  }

  @Test
  void a_lambda_that_captures_nothing_is_found_again_too() {
    FunctionSchedule schedule = FunctionSchedule.of(progress -> 0.5 / (1 + progress.step()));

    assertThat(new FunctionSchedule(schedule.className(), schedule.method()).rate(at(1)))
        .isEqualTo(0.25);
  }

  @Test
  void a_lambda_that_captures_something_is_refused() {
    double base = at(3).initialRate();

    assertThatThrownBy(() -> FunctionSchedule.of(progress -> base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a lambda that captures nothing")
        .hasMessageContaining(OWN);
  }

  @Test
  void a_method_of_an_object_is_refused() {
    assertThatThrownBy(() -> FunctionSchedule.of(this::bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a reference to a static method")
        .hasMessageContaining("got bound of " + OWN);
  }

  @Test
  void an_object_that_is_no_lambda_is_refused() {
    RateFunction object =
        new RateFunction() {
          private static final long serialVersionUID = 1L;

          @Override
          public double rate(Progress progress) {
            return 1;
          }
        };

    assertThatThrownBy(() -> FunctionSchedule.of(object))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a schedule's function must be a method reference or a lambda, got "
                + object.getClass().getName());
  }

  @Test
  void a_missing_class_or_method_is_named() {
    assertThatThrownBy(() -> new FunctionSchedule("com.example.Rates", "warmUp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no class com.example.Rates on the class path for the schedule's function warmUp");
    assertThatThrownBy(() -> new FunctionSchedule(OWN, "coolDown"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class " + OWN + " has no method coolDown(Progress) for the schedule");
  }

  @Test
  void a_method_of_another_kind_is_named() {
    for (String name : new String[] {"bound", "single"}) {
      assertThatThrownBy(() -> new FunctionSchedule(OWN, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be static and return double")
          .hasMessageContaining("." + name + "(");
    }
  }

  @Test
  void a_rate_that_is_not_positive_is_the_users_mistake() {
    FunctionSchedule schedule = FunctionSchedule.of(FunctionScheduleTest::negative);

    assertThatThrownBy(() -> schedule.rate(at(4)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "a learning rate must be positive and finite; "
                + OWN
                + ".negative before step 5 returned -0.1");
  }

  @Test
  void a_function_that_fails_says_when_and_why() {
    FunctionSchedule schedule = FunctionSchedule.of(FunctionScheduleTest::failing);

    assertThatThrownBy(() -> schedule.rate(at(4)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            OWN + ".failing before step 5 failed: java.lang.ArithmeticException: no rate at 4")
        .hasCauseInstanceOf(ArithmeticException.class);
  }
}
