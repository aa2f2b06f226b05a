package org.truckee.storage.s3;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of an S3 server: a root, texts in it, and elements of texts. What is deeper is passed
 * over.
 *
 * @param root the name of the root
 * @param texts the texts directly in it, by name; the last one counts
 * @param elements the elements of texts, by name in the same way
 */
record S3Xml(String root, Map<String, String> texts, List<Element> elements) {
  private static final int TEXT = 2;
  private static final int TEXT_OF_ELEMENT = 3;

  /** An element of texts. */
  record Element(String name, Map<String, String> texts) {}

  /** Reads {@code bytes}; {@link IOException} if they are no XML. */
  static S3Xml read(Buffer bytes) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(new ByteArrayInputStream(bytes.getBytes()));
      return new Reading(reader).read();
    } catch (XMLStreamException e) {
      throw new IOException("the S3 server answers something else than XML", e);
    }
  }

  /** The elements named {@code name}. */
  List<Map<String, String>> all(String name) {
    return elements.stream()
        .filter(element -> element.name.equals(name))
        .map(Element::texts)
        .toList();
  }

  /** The text in the root named {@code name}; empty if there is none. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  private static final class Reading {
    private final XMLStreamReader in;
    private final S3Xml xml = new S3Xml("", new HashMap<>(), new ArrayList<>());
    private String root = "";
    private Element element;
    private StringBuilder text = new StringBuilder();
    private int depth;

    Reading(XMLStreamReader in) {
      this.in = in;
    }

    S3Xml read() throws XMLStreamException {
      while (in.hasNext()) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) begin(in.getLocalName());
        else if (event == XMLStreamConstants.CHARACTERS) text.append(in.getText());
        else if (event == XMLStreamConstants.END_ELEMENT) end(in.getLocalName());
      }
      return new S3Xml(root, xml.texts, xml.elements);
    }

    private void begin(String name) {
      depth++;
      text = new StringBuilder();
      if (depth == 1) root = name;
      if (depth == TEXT) element = new Element(name, new HashMap<>());
    }

    private void end(String name) {
      if (depth == TEXT_OF_ELEMENT) element.texts.put(name, text.toString());
      if (depth == TEXT && element.texts.isEmpty()) xml.texts.put(name, text.toString());
      if (depth == TEXT && !element.texts.isEmpty()) xml.elements.add(element);
      depth--;
    }
  }
}
