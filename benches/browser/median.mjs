/** The middle one of some numbers; those that are missing do not count. */
export const median = (numbers) => {
  const sorted = numbers.filter((one) => one !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
