/** Answers, each sent in one place: files, texts, pages, and lists too long for memory. */
package org.truckee.web.reply;
