"""The gallery and the keys that the configuration names."""

from pathlib import Path

from edge.config.member import MembersConfig
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import GALLERY_KEY, SITE_KEY, KeyPlace, key_place, read_key


def gallery_key_place(config: MembersConfig) -> KeyPlace:
    """Where the key that seals this station's gallery lies."""
    return key_place(GALLERY_KEY, config.key_file)


def site_key_place(config: MembersConfig) -> KeyPlace:
    """Where the key that all stations of the gym share lies."""
    return key_place(SITE_KEY, config.site_key_file)


def gallery_key(config: MembersConfig, data_dir: Path) -> SecretKey:
    """The key that seals the gallery; raises GalleryKeyError."""
    return read_key(gallery_key_place(config), data_dir=data_dir)


def site_key(config: MembersConfig, data_dir: Path) -> SecretKey:
    """The key of bundles; raises GalleryKeyError."""
    return read_key(site_key_place(config), data_dir=data_dir)


def open_gallery(config: MembersConfig, data_dir: Path) -> Gallery:
    """The gallery in the data folder; raises GalleryError."""
    return Gallery.open(data_dir, gallery_key(config, data_dir))
