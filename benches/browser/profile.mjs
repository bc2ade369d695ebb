// What a CPU profile says: which functions took the time.

/** The functions with the longest time of their own, a line each. */
export function busiest(profile, count = 25) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const own = new Map();
  let all = 0;
  profile.samples.forEach((id, at) => {
    const { functionName, url } = nodes.get(id).callFrame;
    const name = `${functionName || "(anonymous)"}  ${url.split("/").pop()}`;
    const time = profile.timeDeltas[at] / 1000;
    if (functionName !== "(idle)") all += time;
    own.set(name, (own.get(name) ?? 0) + time);
  });
  own.delete("(idle)  ");
  const lines = [...own].sort((a, b) => b[1] - a[1]).slice(0, count);
  const text = lines.map(
    ([name, time]) =>
      `${time.toFixed(1).padStart(9)} ms  ${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`,
  );
  return [`${all.toFixed(1).padStart(9)} ms  not idle`, ...text].join("\n");
}
