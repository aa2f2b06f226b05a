package org.truckee.testing.http;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The checker of the HTML standard's own rules, as a service that needs no network. */
public final class Markup {
  private static final Markup CHECKER = new Markup();

  private final List<String> faults = new ArrayList<>();
  private final SimpleDocumentValidator validator = new SimpleDocumentValidator(true, false, false);

  private Markup() {
    ErrorHandler notes = new Notes();
    try {
      validator.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", notes);
      validator.setUpValidatorAndParsers(notes, false, false);
    } catch (Exception e) {
      throw new IllegalStateException("the checker of HTML does not start", e);
    }
  }

  /** The faults of the page {@code html}, and its unwise parts: one sentence each. */
  public static List<String> faults(String html) {
    synchronized (CHECKER) {
      CHECKER.check(html);
      return List.copyOf(CHECKER.faults);
    }
  }

  private void check(String html) {
    faults.clear();
    try {
      validator.checkHtmlInputSource(new InputSource(new StringReader(html)));
    } catch (IOException | SAXException e) {
      throw new IllegalStateException("the checker of HTML broke off", e);
    }
  }

  private final class Notes implements ErrorHandler {
    @Override
    public void warning(SAXParseException fault) {
      note("warning", fault);
    }

    @Override
    public void error(SAXParseException fault) {
      note("error", fault);
    }

    @Override
    public void fatalError(SAXParseException fault) {
      note("fatal", fault);
    }

    private void note(String level, SAXParseException fault) {
      faults.add("line " + fault.getLineNumber() + ", " + level + ": " + fault.getMessage());
    }
  }
}
