package dev.tenon.training;

import dev.tenon.spi.Folder;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which one run keeps its files, in whatever file system. This value only names them;
 * {@link #claim} is what makes the folder and keeps other runs out.
 *
 * @param folder the folder
 */
public record WorkDirectory(Folder folder) {
  private static final String RATE_SEARCH = "find-lr";

  /**
   * Names a work directory on a disk of this machine.
   *
   * @param path the folder
   */
  public WorkDirectory(Path path) {
    this(new LocalFolder(path));
  }

  /** Returns where the folder is, absolute, so that messages can be acted on from anywhere. */
  public String path() {
    return folder.path();
  }

  /** Returns the experiment's JSON, {@code experiment.json}. */
  public StoredFile experiment() {
    return folder.file("experiment.json");
  }

  /** Returns the table of the epochs' results, {@code history.csv}. */
  public StoredFile history() {
    return folder.file("history.csv");
  }

  /** Returns the chart of the epochs' results, {@code history.png}. */
  public StoredFile chart() {
    return folder.file("history.png");
  }

  /** Returns the folder of checkpoints, {@code checkpoints}. */
  public Folder checkpoints() {
    return folder.folder("checkpoints");
  }

  /** Returns the results on the test data, {@code evaluation.json}. */
  public StoredFile evaluation() {
    return folder.file("evaluation.json");
  }

  /** Returns the list of records that could not be read, {@code quarantine.jsonl}. */
  public StoredFile quarantine() {
    return folder.file("quarantine.jsonl");
  }

  /** Returns the folder of exported files, {@code model}. */
  public Folder model() {
    return folder.folder("model");
  }

  /** Returns the folder of ingested records, {@code data}. */
  public Folder data() {
    return folder.folder("data");
  }

  /** Returns what tells the job that a launcher has left if it was killed, {@code .job}. */
  public StoredFile job() {
    return folder.file(".job");
  }

  /**
   * Returns what the search for a learning rate keeps beside the run, laid out as a work directory
   * of its own, {@code find-lr}.
   */
  public WorkDirectory rateSearch() {
    return new WorkDirectory(folder.folder(RATE_SEARCH));
  }

  /**
   * Makes the folder if need be and reserves it for this run. What a killed run had begun to write,
   * which nobody would read, is removed, now and when the reservation is closed; only then, where
   * the run has left a {@link #job} that may still be writing.
   *
   * @param resume whether to go on with the run that is in it; else it must be empty
   * @return the reservation, to be closed
   * @throws UserError if the folder is used (unless resuming), has nothing to resume, is in use by
   *     another run, is no folder, has no parent or cannot be written
   */
  public Claim claim(boolean resume) {
    return claim(
        make(resume),
        () -> {
          requireUse(resume);
          if (!job().exists()) {
            removeUnfinished();
          }
        },
        this::removeUnfinished);
  }

  /**
   * Makes the folder if need be and reserves it to work in {@link #rateSearch}, whatever else is in
   * it, which is left alone. What that leaves does not keep a run from beginning here.
   *
   * @return the reservation, to be closed
   * @throws UserError if the folder is in use by another run, is no folder, has no parent or cannot
   *     be written
   */
  public Claim claimRateSearch() {
    Runnable tidying = rateSearch()::removeUnfinished;
    return claim(make(false), tidying, tidying);
  }

  private Claim claim(boolean made, Runnable preparation, Runnable tidying) {
    Claim claim = Claim.of(folder, made);
    try {
      preparation.run();
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
    return new TidyClaim(claim, tidying);
  }

  /** Makes a folder on a disk; elsewhere folders come with the files in them. */
  private boolean make(boolean resume) {
    Optional<Path> local = folder.local();
    if (local.isEmpty() || Files.isDirectory(local.get())) {
      return false;
    }
    Path path = local.get();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          "the work directory " + path + " is not a folder; move it away or choose another");
    }
    if (resume) {
      throw nothingToResume();
    }
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new UserError(
          "the work directory "
              + path
              + " cannot be made: there is no folder "
              + parent
              + "; make it first or choose another");
    }
    try {
      Files.createDirectory(path);
      return true;
    } catch (IOException e) {
      throw StoredFile.cannotWrite(path.toString(), e);
    }
  }

  private void requireUse(boolean resume) {
    if (resume && !experiment().exists()) {
      throw nothingToResume();
    }
    if (!resume && isUsed()) {
      throw new UserError(
          "the work directory "
              + folder.path()
              + " is already used; choose another, or add --resume to go on with its run");
    }
  }

  /** On a disk, an empty folder in it is a use, too. */
  private boolean isUsed() {
    Optional<Path> local = folder.local();
    if (local.isEmpty()) {
      return folders().flatMap(one -> one.files().stream()).anyMatch(WorkDirectory::isResult);
    }
    try (Stream<Path> entries = Files.list(local.get())) {
      return entries.anyMatch(entry -> isResult(entry.getFileName().toString()));
    } catch (IOException e) {
      throw new UserError("cannot read the work directory " + path() + ": " + e.getMessage(), e);
    }
  }

  /** What a killed run has left of its own workings is none, nor is what it can be begun beside. */
  private static boolean isResult(String file) {
    return !Claim.isSign(file) && !file.startsWith(Folder.UNFINISHED) && !file.equals(RATE_SEARCH);
  }

  private Stream<Folder> folders() {
    return Stream.of(folder, data(), checkpoints(), model());
  }

  private void removeUnfinished() {
    folders().forEach(WorkDirectory::removeUnfinished);
  }

  private static void removeUnfinished(Folder folder) {
    folder.files().stream()
        .filter(name -> name.startsWith(Folder.UNFINISHED))
        .forEach(name -> folder.file(name).delete());
  }

  private UserError nothingToResume() {
    return new UserError(
        "there is no run to resume in "
            + folder.path()
            + ": it has no experiment.json; leave out --resume to begin one");
  }
}
