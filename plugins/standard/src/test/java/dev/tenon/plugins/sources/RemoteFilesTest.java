package dev.tenon.plugins.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenon.spi.UserError;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteFilesTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path folder;

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    serve("/good/", exchange -> answer(exchange, gzip(CONTENT)));
    serve("/other/", exchange -> answer(exchange, gzip(new byte[300_000])));
    serve("/longer/", exchange -> answer(exchange, gzip(new byte[900_000])));
    serve("/plain/", exchange -> answer(exchange, CONTENT));
    serve(
        "/cut/",
        exchange -> {
          byte[] whole = gzip(CONTENT);
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_file_is_fetched_once_and_kept_uncompressed() throws Exception {
    RemoteFiles files = files("good");
    List<String> progress = new ArrayList<>();
    files.fetch(folder, progress::add);
    files.fetch(folder, progress::add);
    assertThat(folder.resolve("data")).hasBinaryContent(CONTENT);
    assertThat(requests).hasValue(1);
    assertThat(progress).containsExactly("fetching " + mirror("good") + "data.gz");
  }

  @Test
  void a_connection_that_is_cut_leaves_nothing() throws Exception {
    assertThatThrownBy(() -> files("cut").fetch(folder, line -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot fetch Data into " + folder)
        .hasMessageContaining(mirror("cut") + "data.gz: ");
    assertThat(visible()).isEmpty();
  }

  @Test
  void what_is_not_the_file_expected_is_not_kept() throws Exception {
    for (String wrong : List.of("other", "longer")) {
      assertThatThrownBy(() -> files(wrong).fetch(folder, line -> {}))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("not the file expected");
      assertThat(visible()).isEmpty();
    }
  }

  @Test
  void every_failure_is_named_and_the_next_mirror_tried() throws Exception {
    RemoteFiles files = files("absent", "plain", "cut");
    assertThatThrownBy(() -> files.fetch(folder, line -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(
            mirror("absent") + "data.gz: the server answers 404",
            mirror("plain") + "data.gz: Not in GZIP format",
            mirror("cut") + "data.gz: ");
    files("absent", "plain", "cut", "good").fetch(folder, line -> {});
    assertThat(folder.resolve("data")).hasBinaryContent(CONTENT);
  }

  @Test
  void a_damaged_file_is_reported_and_fetched_again() throws Exception {
    RemoteFiles files = files("good");
    files.fetch(folder, line -> {});
    byte[] damaged = CONTENT.clone();
    damaged[1234] ^= 1;
    Files.write(folder.resolve("data"), damaged);
    List<String> progress = new ArrayList<>();
    files.fetch(folder, progress::add);
    assertThat(progress.get(0))
        .isEqualTo(folder.resolve("data") + " is damaged and will be fetched again");
    assertThat(folder.resolve("data")).hasBinaryContent(CONTENT);
  }

  @Test
  void what_a_killed_fetcher_left_is_removed() throws Exception {
    Path leftover = Files.createDirectories(folder.resolve(".fetching-123/package/usr"));
    Files.writeString(leftover.resolve("file"), "half");
    files("good").fetch(folder, line -> {});
    assertThat(folder.resolve(".fetching-123")).doesNotExist();
  }

  @Test
  void fetchers_at_the_same_time_share_one_download() throws Exception {
    RemoteFiles files = files("good");
    var pool = Executors.newFixedThreadPool(4);
    Callable<Void> fetch =
        () -> {
          files.fetch(folder, line -> {});
          return null;
        };
    for (Future<Void> done : pool.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
      done.get();
    }
    pool.shutdown();
    assertThat(requests).hasValue(1);
    assertThat(folder.resolve("data")).hasBinaryContent(CONTENT);
  }

  @Test
  void a_process_told_to_end_in_the_middle_leaves_nothing() throws Exception {
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    serve(
        "/slow/",
        exchange -> {
          byte[] whole = gzip(CONTENT);
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
          exchange.getResponseBody().flush();
          half.countDown();
          await(ended);
          exchange.close();
        });
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                FetchMain.class.getName(),
                mirror("slow"),
                folder.toString())
            .inheritIO()
            .start();
    half.await();
    child.destroy();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    ended.countDown();
    assertThat(visible()).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> files("good").fetch(file.resolve("data"), line -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot keep Data in " + file.resolve("data"))
        .hasMessageContaining("TENON_CACHE");
  }

  @Test
  void a_package_that_cannot_be_had_is_one_failure_more() {
    RemoteFiles files =
        new RemoteFiles(
            "Data",
            List.of(pinned()),
            List.of(),
            Optional.of(new DebianPackage("tenon-no-such-package", "usr")));
    assertThatThrownBy(() -> files.fetch(folder, line -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Debian package tenon-no-such-package: ");
    assertThat(folder.toFile().listFiles(File::isDirectory)).isEmpty();
  }

  /** What the child process runs. */
  static final class FetchMain {
    private FetchMain() {}

    public static void main(String[] arguments) throws IOException {
      new RemoteFiles(
              "Data", List.of(pinned()), List.of(URI.create(arguments[0])), Optional.empty())
          .fetch(Path.of(arguments[1]), line -> {});
    }
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          handler.handle(exchange);
        });
  }

  private RemoteFiles files(String... mirrors) {
    List<URI> addresses = Stream.of(mirrors).map(this::mirror).map(URI::create).toList();
    return new RemoteFiles("Data", List.of(pinned()), addresses, Optional.empty());
  }

  private String mirror(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/";
  }

  private List<Path> visible() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().equals(".lock")).toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static PinnedFile pinned() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(CONTENT);
      return new PinnedFile("data", CONTENT.length, HexFormat.of().formatHex(hash));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
