package dev.tenon.graph.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What a module with a public API is held to. Its test class implements this and says nothing more.
 *
 * <p>With {@code -Dtenon.api.update=true}, first writes the API as it is.
 */
public interface ApiContract {
  /** Tests run in the module's folder. */
  Path FOLDER = Path.of("").toAbsolutePath();

  @Test
  default void the_public_api_is_as_the_committed_file_has_it() throws IOException {
    Path file = FOLDER.resolve("api.txt");
    String api = PublicApi.of(FOLDER.resolve("target/classes")).text();
    if (Boolean.getBoolean("tenon.api.update")) {
      Files.writeString(file, api);
    }
    String committed = Files.readString(file);
    assertThat(PublicApi.difference(committed, api))
        .as("%s; -Dtenon.api.update=true writes it, docs/compatibility.md says what breaks", file)
        .isEmpty();
    assertThat(committed).isEqualTo(api);
  }

  @Test
  default void every_public_type_states_its_status() throws IOException {
    PublicApi api = PublicApi.of(FOLDER.resolve("target/classes"));
    assertThat(api.types()).isNotEmpty();
    assertThat(api.withoutStatus()).isEmpty();
  }

  @Test
  default void what_is_stable_mentions_nothing_that_is_not() throws IOException {
    assertThat(PublicApi.of(FOLDER.resolve("target/classes")).unstableMentions()).isEmpty();
  }
}
