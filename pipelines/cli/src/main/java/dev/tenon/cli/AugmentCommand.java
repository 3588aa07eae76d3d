package dev.tenon.cli;

import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what augmentations make of images. */
@Command(
    name = "augment",
    description = {
      "Draw what an experiment's augmentations make of some of its training images: a row for each"
          + " image, with its class, the original, and what one epoch after the other shows of it.",
      "The images are those that training sees: they depend on the seed, the image, the epoch and"
          + " the augmentations alone. They are taken evenly from the whole source, or from its"
          + " first records where the experiment has a limit. Nothing is ingested or trained."
    },
    footer = {
      "",
      "Examples:",
      "  tenon augment my-experiment.json --preview augmented.png",
      "  tenon augment my-experiment.json --preview augmented.png --examples 10 --draws 8",
      "  tenon augment my-experiment.json --preview a.png --set augmentations[0].degrees=30"
    })
final class AugmentCommand implements Runnable {
  @ParentCommand private Main main;

  @Mixin private ExperimentOptions experiment;

  @Option(
      names = "--preview",
      required = true,
      paramLabel = "FILE",
      description = "Where the picture goes, a PNG file.")
  private String preview;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many images to show, each in a row.")
  private int examples;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many epochs to show of each, beside the original.")
  private int draws;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first of these epochs.")
  private int epoch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What all chance depends on, instead of the experiment's number.")
  private Long seed;

  @Override
  public void run() {
    requirePositive("--examples", examples);
    requirePositive("--draws", draws);
    requirePositive("--epoch", epoch);
    StoredFile file = OutputFile.of(preview);
    try (Tenon tenon = Tenon.create(main.options())) {
      Experiment described = experiment.resolve(tenon);
      Experiment shown = (seed == null ? described : described.withSeed(seed)).validated();
      if (shown.augmentations().isEmpty()) {
        throw new UserError(
            "experiment "
                + shown.name()
                + " has no augmentations to preview; list some as its \"augmentations\"");
      }
      Preview made = new Preview(shown, draws, epoch);
      List<ContactSheet.Row> rows = made.rows(tenon.cache(), examples);
      Drawing.write(file, () -> new ContactSheet(made.headings(), rows).draw());
      main.terminal()
          .line(
              "%s: %d training images, as epochs %d to %d show them, seed %d"
                  .formatted(shown.name(), rows.size(), epoch, made.last(), shown.seed()));
      made.leftOut()
          .ifPresent(
              name ->
                  main.terminal()
                      .line(name + " is not shown: what it mixes comes from the ingested data"));
      new Table().row("Preview", Places.shown(file)).printTo(main.terminal());
    }
  }

  private static void requirePositive(String option, int number) {
    if (number < 1) {
      throw new UserError(option + " must be at least 1, got " + number);
    }
  }
}
