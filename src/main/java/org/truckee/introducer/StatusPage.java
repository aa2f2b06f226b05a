package org.truckee.introducer;

import io.vertx.core.json.JsonObject;

/** The introducer's page for people: who has announced what, as a plain table. */
record StatusPage(JsonObject status) {
  String toHtml() {
    StringBuilder rows = new StringBuilder();
    for (Object entry : status.getJsonArray("services")) {
      JsonObject service = (JsonObject) entry;
      rows.append("<tr><td>").append(escape(service.getString("service")));
      rows.append("</td><td>").append(escape(service.getString("nickname")));
      rows.append("</td><td>").append(escape(service.getString("server_id")));
      rows.append("</td><td>").append(escape(service.getString("version"))).append("</td></tr>\n");
    }
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Truckee introducer</title></head>
        <body><h1>Introducer</h1>
        <p>%d services have been announced here; %d nodes follow.</p>
        <table><thead><tr><th scope="col">Service</th><th scope="col">Nickname</th><th scope="col">Node</th><th scope="col">Version</th></tr></thead>
        <tbody>
        %s</tbody></table>
        </body></html>
        """
        .formatted(status.getJsonArray("services").size(), status.getInteger("followers"), rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
