/**
 * The recorder: what the microphone hears and what the PC plays, on disk, whatever dies.
 *
 * `record` opens an `Ear` a side. Each gives its packets to the `Timeline`, which places them by the clock,
 * fills what is missing, and gives all channels out in step. Ten times a second the live session takes what is ready and
 * gives it to the `Tape`, which cuts it into chunks and writes gaps where there is no sound; requests, the disk, sleep and
 * the clock are looked at in the same beat. Everything that decides is pure or reads the one clock; only the tape and
 * the levels touch the disk, by the store's `RecordingFolder`.
 *
 * @module
 */
export { keepAwake, raisePriority } from "./host.ts";
export { record, type RecordOptions } from "./record.ts";
