package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.cases.StoredFileContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beam's own file system for local paths stands for all of them here. */
class BeamFileTest implements StoredFileContract {
  @TempDir Path folder;

  @BeforeAll
  static void register_file_systems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public BeamFile file(String name) {
    return new BeamFile(folder.resolve(name).toString());
  }

  @Test
  void a_mapped_file_is_a_copy_that_needs_no_file_any_more() throws IOException {
    BeamFile file = file("file");
    byte[] content = new byte[100_000];
    new Random(3).nextBytes(content);
    file.write(out -> out.write(content));
    ByteBuffer mapped = file.map();
    file.delete();
    assertThat(mapped.isDirect()).isTrue();
    assertThat(mapped).isEqualTo(ByteBuffer.wrap(content));
  }
}
