import time

import pytest

from edge.config.camera import CameraConfig
from edge.config.secret import SecretUrl, masked

HIDDEN = "hunter2"
ADDRESSES = {
    f"rtsp://admin:{HIDDEN}@10.0.0.7:554/live": "rtsp://admin:***@10.0.0.7:554/live",
    f"rtsp://admin:{HIDDEN}/x@y@10.0.0.7/live": "rtsp://admin:***@10.0.0.7/live",
    f"rtsp://{HIDDEN}@10.0.0.7/live": "rtsp://***@10.0.0.7/live",
    f"http://h/v?user=a&password={HIDDEN}&c=1": "http://h/v?user=a&password=***&c=1",
    f"http://h/v?access_token={HIDDEN}": "http://h/v?access_token=***",
    f"rtsp://h/user=admin&PWD={HIDDEN}&channel=1": "rtsp://h/user=admin&PWD=***&channel=1",
    "rtsp://10.0.0.7/live": "rtsp://10.0.0.7/live",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_secrets_are_masked_everywhere(address: str):
    camera = CameraConfig(source="stream", url=address)
    assert camera.url is not None
    assert camera.url.reveal() == address
    assert str(camera.url) == ADDRESSES[address]
    for text in (repr(camera), str(camera), repr(camera.url), camera.model_dump_json()):
        assert HIDDEN not in text
    assert HIDDEN not in str(camera.model_dump(mode="json"))


@pytest.mark.parametrize(
    "address", ["", "camera", "rtsp://", "ftp://h/x", "rtsp:///", "rtsp://h/a b", "rtsp://a:***@h"]
)
def test_no_camera_address(address: str):
    with pytest.raises(ValueError, match=r"allowed|write"):
        SecretUrl.parse(address)


def test_text_without_address_stays():
    assert masked("a plain value") == "a plain value"


@pytest.mark.parametrize("part", ["pass", "://", "a:@", "://a@", "key=", "a_"])
def test_masking_long_text_is_quick(part: str):
    start_s = time.process_time()
    masked(f"rtsp://{part * 40_000}")
    assert time.process_time() - start_s < 0.5
