package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tenon.spi.Folder;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps runs apart in file systems without locks. */
class MarkedFolderTest {
  @TempDir Path disk;
  private Folder folder;
  private WorkDirectory run;

  @BeforeEach
  void name_a_folder() {
    folder = new Distant(new LocalFolder(disk.resolve("run")));
    run = new WorkDirectory(folder);
  }

  @Test
  void a_folder_in_use_is_refused_until_its_run_ends() {
    try (Claim claim = run.claim(false)) {
      assertThat(claim).isNotNull();
      String mark = folder.files().get(0);
      assertThat(mark).startsWith(MarkedFolder.MARK);
      assertThatThrownBy(() -> run.claim(false))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll(
              folder.path() + " is in use by another run",
              "process " + ProcessHandle.current().pid() + " on ",
              "remove " + folder.file(mark).path() + " if it was killed");
      assertThat(folder.files()).containsExactly(mark);
    }
    assertThat(folder.files()).isEmpty();
    run.claim(false).close();
  }

  @Test
  void what_a_killed_process_of_this_machine_left_is_removed() throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    assumeFalse(host.equals("localhost"), "the machine has no name of its own");
    // This process began at another time than the one that has its number in the mark.
    long process = ProcessHandle.current().pid();
    folder.file(".claim-old").write(host + " " + process + " 1999-12-31T23:59:59Z\n");
    folder.file(".writing-1").write("half");
    folder.folder("checkpoints").file(".writing-2").write("half");
    folder.file("experiment.json").write("{}");
    try (Claim claim = run.claim(true)) {
      assertThat(claim).isNotNull();
      assertThat(folder.files()).doesNotContain(".claim-old", ".writing-1");
      assertThat(folder.folder("checkpoints").files()).isEmpty();
    }
    assertThat(folder.files()).containsExactly("experiment.json");
  }

  @Test
  void the_mark_of_another_machine_is_left_to_people() throws IOException {
    for (String mark : new String[] {"elsewhere 1 \n", "localhost 1 \n", "garbage", ""}) {
      folder.file(".claim-other").write(mark);
      assertThatThrownBy(() -> run.claim(false))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(folder.file(".claim-other").path());
      assertThat(folder.files()).containsExactly(".claim-other");
    }
  }

  @Test
  void a_used_folder_is_refused_unless_its_run_goes_on() {
    run.data().file("manifest.json").write("{}");
    assertThatThrownBy(() -> run.claim(false)).hasMessageContaining("already used");
    assertThatThrownBy(() -> run.claim(true)).hasMessageContaining("no run to resume in");
    assertThat(folder.files()).isEmpty();
  }
}
