"""Running a neural network on the processor: OpenVINO where it is installed, else onnxruntime.

OpenVINO finds the lines of a page in a quarter of the time, and in an eighth where the processor multiplies floats of
16 bits (bfloat16). Each answer is made in one fixed order of steps, so that on one kind of processor the text does not
depend on threads or on what was read before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Net:
    """A network with one input and one output.

    Attributes:
        backend: What it runs on.
        bits: Of the floats it multiplies: 32, or 16.
        labels: The characters that a recogniser's outputs stand for; empty for other networks.
    """

    def __init__(self, backend: str, bits: int, labels: list[str], requests: list[Callable[[Floats], Floats]]) -> None:
        self.backend = backend
        self.bits = bits
        self.labels = labels
        self._free: SimpleQueue[Callable[[Floats], Floats]] = SimpleQueue()
        for request in requests:
            self._free.put(request)

    def __call__(self, batch: Floats) -> Floats:
        """The network's answer; callable from as many threads as it has streams, further ones wait."""
        request = self._free.get()
        try:
            return request(batch)
        finally:
            self._free.put(request)


def load_net(model: Path, streams: int, threads: int) -> Net:
    """The network of an ONNX file.

    Args:
        model: The file.
        streams: How many inputs it works on at a time.
        threads: How many threads it has for each.
    """
    try:
        import openvino
    except ImportError:
        return _on_onnxruntime(model, streams, threads)
    return _on_openvino(openvino, model, streams, threads)


def _on_openvino(openvino: Any, model: Path, streams: int, threads: int) -> Net:
    core = openvino.Core()
    read = core.read_model(str(model))
    bits = 16 if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else 32
    compiled = core.compile_model(
        read,
        "CPU",
        {
            "INFERENCE_NUM_THREADS": streams * threads,
            "NUM_STREAMS": streams,
            "INFERENCE_PRECISION_HINT": "bf16" if bits == 16 else "f32",
            "ENABLE_CPU_PINNING": False,  # several workers would be pinned to one core
        },
    )

    def request() -> Callable[[Floats], Floats]:
        infer = compiled.create_infer_request()

        def run(batch: Floats) -> Floats:
            infer.infer([batch])
            out: Floats = infer.get_output_tensor(0).data.copy()
            return out

        return run

    labels = read.get_rt_info(["framework", "character"]).value if read.has_rt_info(["framework", "character"]) else ""
    return Net("openvino", bits, labels.splitlines(), [request() for _ in range(streams)])


def _on_onnxruntime(model: Path, streams: int, threads: int) -> Net:
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    settings.enable_cpu_mem_arena = False  # else the memory for the widest line ever read is kept
    settings.log_severity_level = 4
    session = onnxruntime.InferenceSession(str(model), settings, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    labels = session.get_modelmeta().custom_metadata_map.get("character", "").splitlines()

    def run(batch: Floats) -> Floats:
        out: Floats = session.run(None, {name: batch})[0]
        return out

    return Net("onnxruntime", 32, labels, [run] * streams)
