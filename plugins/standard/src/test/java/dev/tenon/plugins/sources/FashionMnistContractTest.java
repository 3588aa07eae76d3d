package dev.tenon.plugins.sources;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.plugins.sources.FashionMnist.Split;
import dev.tenon.spi.Source;
import dev.tenon.testkit.SourceContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The data set's laws on a few records of its format, fetched from a server of this machine. */
@ParameterizedClass
@EnumSource
class FashionMnistContractTest implements SourceContract {
  private static final Map<String, byte[]> FILES = new TreeMap<>();
  private static HttpServer server;

  @BeforeAll
  static void serve() throws IOException {
    Random random = new Random(1);
    for (String part : List.of("train", "t10k")) {
      byte[] images = new byte[12 * 28 * 28];
      random.nextBytes(images);
      FILES.put(part + "-images-idx3-ubyte", idx(images, 12, 28, 28));
      FILES.put(
          part + "-labels-idx1-ubyte", idx(new byte[] {9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9}, 12));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/good/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/good/".length());
          byte[] body = gzip(FILES.get(name.replace(".gz", "")));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static String address(String folder) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + folder + "/";
  }

  @Parameter private Split split;

  @Override
  public FashionMnist extension() {
    return new FashionMnist(split);
  }

  @Override
  public Source readable() {
    return from(address("good"));
  }

  @Override
  public Missing missing() {
    return new Missing(from(address("absent")), address("absent"));
  }

  private Source from(String mirror) {
    RemoteFiles remote =
        new RemoteFiles(
            "Fashion-MNIST",
            FILES.entrySet().stream().map(file -> pinned(file.getKey(), file.getValue())).toList(),
            List.of(URI.create(mirror)),
            Optional.empty());
    return cache -> new FashionMnist(split).open(remote, cache);
  }

  private static byte[] idx(byte[] elements, int... dimensions) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
    file.put(new byte[] {0, 0, 8, (byte) dimensions.length});
    for (int size : dimensions) {
      file.putInt(size);
    }
    return file.put(elements).array();
  }

  private static PinnedFile pinned(String name, byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new PinnedFile(name, content.length, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
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
