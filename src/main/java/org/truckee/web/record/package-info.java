/**
 * The record of requests that a gateway keeps for its operator: who asked for what and when, with
 * no capability, no storage index and no whole address. {@code RequestRecord} makes a line of each
 * request that counts, from what the steps of the request note in {@code NotedThings}; {@code
 * RecordWriter} hands the lines to {@code DailyFiles} beside the event loop. What a stranger's file
 * is called here is its {@code RecordMark}.
 */
package org.truckee.web.record;
