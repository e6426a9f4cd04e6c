"""The page of `gymstation aim`: one file, no library, nothing from elsewhere."""

from string import Template

from edge.pose.skeleton import BONES

_PAGE = Template(
    """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>gymstation aim</title>
<style>
body{margin:0;background:#15181c;color:#e8eaed;font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:auto;padding:1rem}
figure{position:relative;margin:0;background:#000}
img,canvas{display:block;width:100%}
canvas{position:absolute;inset:0;height:100%}
.lamp{color:#ff6b6b}td{padding:.1rem 1rem .1rem 0;vertical-align:top}
</style>
<main>
<p class="lamp">&#9679; The picture is shown while this page is open. Nothing is stored.</p>
<figure><img id="picture" alt="the camera's picture"><canvas id="over"></canvas></figure>
<table id="facts"></table>
</main>
<script>
const bones = $bones, zone = $zone;
const picture = document.getElementById("picture"), over = document.getElementById("over");
const facts = document.getElementById("facts");
function draw(state) {
  over.width = picture.naturalWidth || 640; over.height = picture.naturalHeight || 480;
  const pen = over.getContext("2d"), at = p => [p[0] * over.width, p[1] * over.height];
  pen.lineWidth = 2; pen.strokeStyle = state.in_zone ? "#4cd07d" : "#f2c14e";
  pen.beginPath(); zone.forEach((p, i) => i ? pen.lineTo(...at(p)) : pen.moveTo(...at(p)));
  pen.closePath(); pen.stroke();
  if (!state.landmarks) return;
  pen.lineWidth = 3; pen.strokeStyle = "#5ab0ff"; pen.beginPath();
  for (const [a, b] of bones) {
    pen.moveTo(...at(state.landmarks[a])); pen.lineTo(...at(state.landmarks[b]));
  }
  pen.stroke();
}
function row(name, text) {
  const line = facts.insertRow(); line.insertCell().textContent = name;
  line.insertCell().textContent = text;
}
function tell(state) {
  facts.replaceChildren();
  const m = state.mount, pm = v => v[0] + " ± " + v[1];
  row("people", state.people);
  row("in the zone", state.in_zone ? "yes" : "no");
  row("camera height", m ? pm(m.height_m) + " m" : "stand upright, whole in the picture");
  row("camera tilt", m ? pm(m.tilt_deg) + "° down" : "");
  row("distance", m ? pm(m.distance_m) + " m (" + m.places + " places)" : "");
  row("body turned", state.yaw_deg === null ? "" : state.yaw_deg + "°");
  row("to correct", state.problems.join(", ") || "nothing");
  row("can be judged", state.judged.join(", "));
  row("cannot be judged", state.unjudged.join(", "));
}
async function turn() {
  if (!document.hidden) {
    try {
      const answer = await fetch("state.json", {cache: "no-store"});
      if (!answer.ok) throw new Error(answer.status);
      const state = await answer.json();
      const shown = await fetch("picture.jpg", {cache: "no-store"});
      if (shown.ok) {
        const old = picture.src; picture.src = URL.createObjectURL(await shown.blob());
        if (old) URL.revokeObjectURL(old);
        await picture.decode().catch(() => {});
      }
      draw(state); tell(state);
    } catch (error) { facts.replaceChildren(); row("station", "no answer: " + error.message); }
  }
  setTimeout(turn, 200);
}
turn();
</script></html>
"""
)


def page(zone: list[tuple[float, float]]) -> bytes:
    """The page, UTF-8. zone: corners, shares of the picture."""
    bones = [[int(first), int(last)] for first, last in BONES]
    return _PAGE.substitute(bones=bones, zone=[list(corner) for corner in zone]).encode()
