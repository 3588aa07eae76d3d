package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.WorkDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobNameTest {
  private static String of(String path) {
    return JobName.of(new WorkDirectory(Path.of(path)));
  }

  @Test
  void a_directory_always_has_the_same_name_and_no_other_has_it() {
    assertThat(of("/a/runs/mnist")).isEqualTo(of("/a/runs/../runs/mnist"));
    assertThat(of("/a/runs/mnist")).isNotEqualTo(of("/b/runs/mnist"));
  }

  @Test
  void names_are_of_letters_digits_and_dashes_and_not_long() {
    assertThat(of("/a/My Runs (é) 2")).matches("tenon-my-runs-2-[0-9a-f]{12}");
    assertThat(of("/" + "long".repeat(40))).matches("tenon-[a-z0-9-]+").hasSizeLessThan(63);
  }
}
