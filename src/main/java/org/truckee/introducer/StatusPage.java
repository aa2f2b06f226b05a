package org.truckee.introducer;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/**
 * The introducer's page for people: the number of announced services, and for requests with the
 * secret also a plain table of them.
 */
record StatusPage(JsonObject status) {
  String toHtml() {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Truckee introducer</title></head>
        <body><h1>Introducer</h1>
        <p>Announcement Summary: %s</p>
        <p>%d nodes follow.</p>
        %s</body></html>
        """
        .formatted(
            summary(),
            status.getInteger("followers"),
            status.containsKey("services") ? table() : "");
  }

  private String summary() {
    String counts =
        status.getJsonObject("announcement_summary").stream()
            .map(count -> escape(count.getKey()) + ": " + count.getValue())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "none" : counts;
  }

  private String table() {
    StringBuilder rows = new StringBuilder();
    for (Object entry : status.getJsonArray("services")) {
      JsonObject service = (JsonObject) entry;
      rows.append("<tr><td>").append(escape(service.getString("service")));
      rows.append("</td><td>").append(escape(service.getString("nickname")));
      rows.append("</td><td>").append(escape(service.getString("server_id")));
      rows.append("</td><td>").append(escape(service.getString("version"))).append("</td></tr>\n");
    }
    return """
        <table><thead><tr><th scope="col">Service</th><th scope="col">Nickname</th><th scope="col">Node</th><th scope="col">Version</th></tr></thead>
        <tbody>
        %s</tbody></table>
        """
        .formatted(rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
