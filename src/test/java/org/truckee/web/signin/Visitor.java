package org.truckee.web.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.testing.http.WebPort;

/** Somebody at a gateway, with a browser that runs no scripts and keeps its cookie. */
final class Visitor {
  private static final Pattern TOKEN = Pattern.compile("form=([a-z2-7]+)");

  private final WebPort web;
  private String cookie = "";

  Visitor(WebPort web) {
    this.web = web;
  }

  /** Looks at {@code path}. */
  WebPort.Answer look(String path, String... headers) {
    return kept(web.get(path, headers(headers)));
  }

  /** Sends {@code fields}, a name and a value in turn, by the form of our own pages. */
  WebPort.Answer fill(String path, String... fields) {
    String own = path + (path.contains("?") ? "&" : "?") + "form=" + formToken();
    return post(own, form(fields), "Origin", "null");
  }

  /** Sends {@code form}, with {@code headers} (a name and a value in turn). */
  WebPort.Answer post(String path, String form, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    return kept(web.send("POST", path, body, headers(all.toArray(String[]::new))));
  }

  private String formToken() {
    Matcher token = TOKEN.matcher(web.get("/", "Accept", "text/html").text());
    if (!token.find()) throw new IllegalStateException("no form");
    return token.group(1);
  }

  /** Signs in, and fails if that does not work. */
  Visitor signIn(String name, String passphrase) {
    WebPort.Answer answer = fill("/sign-in", "name", name, "passphrase", passphrase);
    if (answer.status() != 303) throw new IllegalStateException(answer.text());
    return this;
  }

  static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2)
      form.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    return form.toString();
  }

  /** The cookie that is sent now, with its name; empty if there is none. */
  String cookie() {
    return cookie;
  }

  /** Has {@code other} sent from now on. */
  Visitor with(String other) {
    cookie = other;
    return this;
  }

  private String[] headers(String... some) {
    List<String> all = new ArrayList<>(List.of(some));
    if (!all.contains("Accept")) all.addAll(List.of("Accept", "text/html"));
    if (!cookie.isEmpty()) all.addAll(List.of("Cookie", cookie));
    return all.toArray(String[]::new);
  }

  private WebPort.Answer kept(WebPort.Answer answer) {
    String set = answer.header("Set-Cookie");
    if (!set.isEmpty()) cookie = set.contains("Max-Age=0;") ? "" : set.split(";", 2)[0];
    return answer;
  }
}
