"""Video files: times, turned and odd pictures, rates, damage."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from edge.camera.file import VideoFileCamera
from edge.camera.frame import Frame
from edge.errors import CameraError, VideoFileError
from tests.fakes.videos import index_first, turn_video, vary_rate, write_gif, write_video

CONTAINERS = (".mp4", ".mov", ".mkv", ".webm", ".avi")


def play(path: Path) -> tuple[list[Frame], VideoFileError | None]:
    """What the file delivers, and the error at its end."""
    camera = VideoFileCamera(path)
    camera.open()
    found: list[Frame] = []
    try:
        while (frame := camera.read(1.0)) is not None:
            found.append(frame)
    except VideoFileError as error:
        return found, error
    finally:
        camera.close()
    return found, None


def times(frames: list[Frame]) -> list[float]:
    return [frame.captured_s for frame in frames]


@pytest.mark.parametrize("suffix", CONTAINERS)
def test_every_frame_arrives_once_at_its_time(tmp_path: Path, suffix: str) -> None:
    frames, error = play(write_video(tmp_path / f"a{suffix}", count=20, fps=10))
    assert error is None
    assert [frame.sequence for frame in frames] == list(range(20))
    assert times(frames) == pytest.approx([index / 10 for index in range(20)])
    assert {frame.size for frame in frames} == {(64, 48)}


@pytest.mark.parametrize("fps", [3, 8, 23.976, 30, 60, 120])
def test_the_rate_of_the_recording_is_kept(tmp_path: Path, fps: float) -> None:
    frames, _ = play(write_video(tmp_path / "a.mp4", count=24, fps=fps))
    assert times(frames)[-1] == pytest.approx(23 / fps, rel=0.001)


def test_colours_are_right(tmp_path: Path) -> None:
    frames, _ = play(write_video(tmp_path / "a.avi"))
    rgb = frames[0].content.rgb().astype(int)
    left, right, top = rgb[40, 10], rgb[40, 54], rgb[3, 10]
    assert left.argmax() == 2
    assert right.argmax() == 1
    assert top.argmax() == 0


def test_a_turned_video_is_turned_once(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", size=(64, 48))
    turn_video(path)
    frames, _ = play(path)
    assert frames[0].size == (48, 64)
    rgb = frames[0].content.rgb().astype(int)
    # Clockwise: what was on top is at the right, what was left is on top.
    assert rgb[30, 44].argmax() == 0
    assert rgb[10, 10].argmax() == 2
    assert rgb[54, 10].argmax() == 1


@pytest.mark.parametrize("size", [(16, 16), (48, 64), (17, 33), (641, 361), (2, 200)])
def test_odd_and_portrait_sizes(tmp_path: Path, size: tuple[int, int]) -> None:
    frames, error = play(write_gif(tmp_path / "a.gif", [100, 100], size))
    assert error is None
    assert frames[0].size == size
    assert frames[0].content.rgb().shape == (size[1], size[0], 3)


def test_a_gif_keeps_the_time_of_each_picture(tmp_path: Path) -> None:
    frames, _ = play(write_gif(tmp_path / "a.gif", [100, 40, 200, 500, 60]))
    assert times(frames) == pytest.approx([0.0, 0.1, 0.14, 0.34, 0.84])


def test_a_gif_without_delays_plays_as_browsers_play_it(tmp_path: Path) -> None:
    frames, _ = play(write_gif(tmp_path / "a.gif", [0, 0, 0]))
    assert times(frames) == pytest.approx([0.0, 0.1, 0.2])


def test_variable_frame_rate(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", count=20, fps=10)
    vary_rate(path, [(10, 0.5), (10, 1.5)])
    frames, error = play(path)
    assert error is None
    gaps = [later - earlier for earlier, later in pairwise(times(frames))]
    assert gaps[:9] == pytest.approx([0.05] * 9)
    assert gaps[10:] == pytest.approx([0.15] * 9)


def test_an_edit_list_is_no_damage(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", count=200, fps=10)
    vary_rate(path, [(200, 2.0)])  # 40 s of pictures, of which the edit list shows 20 s
    frames, error = play(path)
    assert error is None
    assert 95 <= len(frames) <= 105


def test_pictures_of_8k_work(tmp_path: Path) -> None:
    frames, _ = play(write_video(tmp_path / "a.avi", count=1, size=(7680, 4320)))
    assert frames[0].size == (7680, 4320)


def test_pictures_beyond_8k_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoFileError, match=r"a\.avi: its pictures are too large \(8320x4400"):
        play(write_video(tmp_path / "a.avi", count=1, size=(8320, 4400)))


def test_a_gif_that_claims_a_huge_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    data = bytearray(write_gif(path, [100, 100]).read_bytes())
    data[6:10] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    with pytest.raises(VideoFileError, match=r"a\.gif"):
        play(path)


def make_clip(path: Path, kind: str) -> Path:
    if kind == "gif":
        return write_gif(path.with_suffix(".gif"), [100] * 60, (64, 48))
    clip = write_video(path.with_suffix(f".{kind.removeprefix('web ')}"), count=60)
    if kind.startswith("web "):
        index_first(clip)
    return clip


@pytest.mark.parametrize("kind", ["mp4", "mov", "web mp4", "web mov", "mkv", "webm", "avi", "gif"])
def test_a_truncated_video_delivers_what_it_has_then_says_so(tmp_path: Path, kind: str) -> None:
    path = make_clip(tmp_path / "a", kind)
    assert len(play(path)[0]) == 60
    whole = path.read_bytes()
    counts = []
    for share in (0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            frames, error = play(path)
        except VideoFileError as refused:
            frames, error = [], refused
        counts.append(len(frames))
        assert f"{path}: is cut off" in str(error)
        if frames:
            assert f"after {len(frames)} frames" in str(error)
    assert counts == sorted(counts)
    if kind not in {"mp4", "mov"}:  # without their index, at the end, these cannot be played
        assert 20 < counts[4] < 58


def test_a_file_that_stops_decoding_half_way_says_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.avi", count=100)
    data = bytearray(path.read_bytes())
    start, end = data.index(b"movi"), data.rindex(b"idx1")
    half = (start + end) // 2
    data[half:end] = bytes(end - half)
    path.write_bytes(data)
    frames, error = play(path)
    assert 30 < len(frames) < 70
    assert "is damaged after" in str(error)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b"dear diary\n" * 50, "is a text, not a video"),
        ("스쿼트 열 번\n".encode() * 1000, "is a text, not a video"),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://localhost:1/a.ts\n", "is a text, not a video"),
        (os.urandom(20000), "is not a video"),
        (bytes(20000), "is not a video"),
        (b"\0\0\0\x18ftypisom" + bytes(12), "is cut off: its index is missing"),
        (b"GIF89a" + bytes(3), "is cut off"),
        (b"RIFF\xff\x00\x00\x00AVI LIST", "is cut off"),
        (b"\x1a\x45\xdf\xa3", "is not a video"),
    ],
)
def test_what_is_no_video_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    with pytest.raises(VideoFileError, match=rf"a\.mp4: {message}"):
        play(path)


def test_missing_and_strange_paths_are_named(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.mp4"
    os.mkfifo(fifo)
    for path, message in (
        (tmp_path / "no.mp4", "no such file"),
        (tmp_path, "is a directory"),
        (fifo, "is not a regular file"),
        (tmp_path / ("x" * 300), "File name too long"),
    ):
        with pytest.raises(VideoFileError, match=message):
            play(path)


def test_a_name_that_looks_like_an_address_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_video(tmp_path / "a.mp4").rename(tmp_path / "http:%03d#?.mp4")
    monkeypatch.chdir(tmp_path)
    frames, _ = play(Path("http:%03d#?.mp4"))
    assert len(frames) == 20


def test_a_name_that_is_no_text_is_refused_and_can_be_printed(tmp_path: Path) -> None:
    name = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.mp4"))
    write_video(tmp_path / "a.mp4").rename(name)
    with pytest.raises(VideoFileError, match="has a name that is not UTF-8 text") as caught:
        play(name)
    assert str(caught.value).encode()
    frames, _ = play(write_video(tmp_path / "a.mp4").rename(tmp_path / "스쿼트 5회.mp4"))
    assert len(frames) == 20


def test_it_can_be_opened_again_and_closed_twice(tmp_path: Path) -> None:
    camera = VideoFileCamera(write_video(tmp_path / "a.mp4"))
    with pytest.raises(CameraError, match="is not open"):
        camera.read(1.0)
    for _ in range(2):
        camera.open()
        first = camera.read(1.0)
        assert first is not None
        assert (first.captured_s, first.sequence) == (0.0, 0)
    camera.close()
    camera.close()


def test_frames_stay_as_they_are_when_later_ones_are_read(tmp_path: Path) -> None:
    camera = VideoFileCamera(write_video(tmp_path / "a.avi"))
    camera.open()
    first = camera.read(1.0)
    assert first is not None
    before = first.content.rgb().copy()
    for _ in range(10):
        camera.read(1.0)
    assert np.array_equal(first.content.rgb(), before)
    camera.close()


def test_nothing_is_printed_by_the_libraries(tmp_path: Path) -> None:
    good = write_video(tmp_path / "good.avi", count=40)
    data = bytearray(good.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = os.urandom(3000)
    (tmp_path / "bad.avi").write_bytes(data)
    (tmp_path / "cut.webm").write_bytes(write_video(tmp_path / "a.webm").read_bytes()[:900])
    (tmp_path / "noise.mp4").write_bytes(os.urandom(5000))
    code = (
        "import sys\n"
        "from edge.camera.file import VideoFileCamera\n"
        "from edge.errors import VideoFileError\n"
        "for path in sys.argv[1:]:\n"
        "    camera = VideoFileCamera(path)\n"
        "    try:\n"
        "        camera.open()\n"
        "        while camera.read(1): pass\n"
        "    except VideoFileError: pass\n"
    )
    names = [str(tmp_path / name) for name in ("bad.avi", "cut.webm", "noise.mp4")]
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
