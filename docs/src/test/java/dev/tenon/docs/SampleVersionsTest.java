package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The sample has no parent, so its versions are its own; these hold them to the build's. */
class SampleVersionsTest {
  private final Document sample = read("plugins/sample/pom.xml");

  /** Returns the version of this Tenon. */
  static String version() {
    return text(read("pom.xml").getDocumentElement(), "version");
  }

  private static Document read(String file) {
    Path path = PagesTest.ROOT.resolve(file);
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path.toFile());
    } catch (Exception e) {
      throw new AssertionError(path.toString(), e);
    }
  }

  /** Returns the text of the first element of a name below another. */
  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Map<String, String> plugins(Document pom) {
    Map<String, String> versions = new LinkedHashMap<>();
    NodeList plugins = pom.getElementsByTagName("plugin");
    for (int i = 0; i < plugins.getLength(); i++) {
      Element plugin = (Element) plugins.item(i);
      versions.put(text(plugin, "artifactId"), text(plugin, "version"));
    }
    return versions;
  }

  @Test
  void the_sample_is_built_for_this_tenon_which_is_said_once() {
    assertThat(text(sample.getDocumentElement(), "tenon.version")).isEqualTo(version());

    NodeList dependencies = sample.getElementsByTagName("dependency");
    assertThat(dependencies.getLength()).isEqualTo(3);
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      assertThat(text(dependency, "groupId")).isEqualTo("dev.tenon");
      assertThat(text(dependency, "version")).isEqualTo("${tenon.version}");
    }
  }

  @Test
  void the_sample_is_built_by_the_plugins_that_build_this_tenon() {
    assertThat(plugins(read("pom.xml"))).containsAllEntriesOf(plugins(sample));
    assertThat(plugins(sample)).hasSizeGreaterThan(2);
  }
}
