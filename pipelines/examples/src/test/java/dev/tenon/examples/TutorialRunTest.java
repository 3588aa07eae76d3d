package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Placement;
import dev.tenon.onnxruntime.Device;
import dev.tenon.spi.Console;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import dev.tenon.training.Trained;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.RecordFiles;
import dev.tenon.transforms.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TutorialRunTest {
  @TempDir Path folder;

  /** Keeps what is printed. */
  private record Lines(List<String> printed) implements Console {
    @Override
    public boolean interactive() {
      return false;
    }

    @Override
    public void line(String line) {
      printed.add(line);
    }

    @Override
    public void status(String text) {
      throw new AssertionError("only terminals overwrite lines");
    }
  }

  /** The tutorial's experiment on images of another size, since a test has no hours. */
  private Experiment small() throws IOException {
    Scenes.write(folder, "train", 120);
    Scenes.write(folder, "test", 30);
    List<Placement> layers = Tutorial.model().layers();
    Model model = new Model(new Input(Scenes.SIDE, Scenes.SIDE, 3), layers);
    return Tutorial.listenedTo(
        Tutorial.decayingExponentially(
            Tutorial.augmented(
                Tutorial.experiment(Tutorial.data(folder), model).withEpochs(2).withBatch(16))));
  }

  @Test
  void the_pipeline_and_the_loop_do_what_the_tutorial_says() throws IOException {
    Experiment experiment = small();
    Options options =
        new Options().withDevice(Device.CPU).withCache(new DataCache(folder.resolve("cache")));
    WorkDirectory piped = new WorkDirectory(Files.createDirectory(folder.resolve("piped")));
    WorkDirectory looped = new WorkDirectory(Files.createDirectory(folder.resolve("looped")));
    Lines lines = new Lines(new CopyOnWriteArrayList<>());

    Workshop.printTo(lines);
    TutorialRun.run(experiment, piped, options);
    Trained trained;
    try (Tenon tenon = Tenon.create(options)) {
      RecordFiles images = RecordFiles.open(piped, DataSplit.TRAINING);
      assertThat(TutorialRun.rate(tenon, experiment, images))
          .hasValueSatisfying(rate -> assertThat(rate).isBetween(1e-6, 1.0));
      trained = TutorialRun.fit(tenon, experiment, images, looped, lines);
      assertThat(TutorialRun.fit(tenon, experiment, images, looped, lines).values())
          .as("fit again goes on from the last checkpoint, of which nothing is left to do")
          .isEqualTo(trained.values());
    }

    assertThat(piped.history().text()).isEqualTo(looped.history().text());
    assertThat(folder.resolve("looped/checkpoints/final-0002.safetensors"))
        .as("both give the same parameters, bit for bit")
        .hasSameBinaryContentAs(folder.resolve("piped/checkpoints/final-0002.safetensors"));
    assertThat(TutorialRun.bestEpoch(trained)).matches("best in epoch [12]: [01]\\.\\d{4}");
    assertThat(lines.printed()).anyMatch(line -> line.startsWith("Epoch 2/2 "));
    assertThat(TutorialRun.results(piped)).startsWith("accuracy ").contains("among the first two");
    assertThat(folder.resolve("piped/model").resolve("train-step.onnx")).isNotEmptyFile();
    assertThat(TutorialRun.predict(folder.resolve("piped/model").resolve("model.onnx"), sea()))
        .isIn(Tutorial.CLASSES);
  }

  private static Image sea() {
    return Scenes.image(Tutorial.CLASSES.indexOf("sea"), Seeds.random(2, "sea"));
  }
}
