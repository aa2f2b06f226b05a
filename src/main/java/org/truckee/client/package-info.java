/**
 * The gateway's side of the grid: it knows the servers ({@link org.truckee.client.StorageServers}),
 * puts files on them ({@link org.truckee.client.Uploader}) and gets them back ({@link
 * org.truckee.client.Downloader}), trusting none of them. All of it lives on event loops; computing
 * is sent to the {@link org.truckee.worker.Codec}.
 */
package org.truckee.client;
