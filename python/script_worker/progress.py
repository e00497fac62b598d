"""How far Spark is: the share of the tasks of all stages so far that are done."""

import sys
import threading

EVERY = 0.5  # seconds


class Progress:
    """Tells it now and then, from a thread of its own, while there is a SparkContext."""

    def __init__(self, channel):
        self._channel = channel
        self._ended = threading.Event()
        self._stages = {}  # by id: (tasks that are done, tasks)
        self._told = 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self):
        while not self._ended.wait(EVERY):
            try:
                self._look()
            except Exception:
                # The context may end between two questions; a later look finds the next one.
                continue

    def _look(self):
        # Not imported: the program may be about to, and two threads are in each other's way there.
        pyspark = sys.modules.get("pyspark")
        context = getattr(getattr(pyspark, "SparkContext", None), "_active_spark_context", None)
        if context is None:
            return
        tracker = context.statusTracker()
        for stage in tracker.getActiveStageIds():
            if info := tracker.getStageInfo(stage):
                self._stages[stage] = (info.numCompletedTasks, info.numTasks)
        active = set(tracker.getActiveStageIds())
        done = sum(
            finished if stage in active else tasks
            for stage, (finished, tasks) in self._stages.items()
        )
        tasks = sum(tasks for _, tasks in self._stages.values())
        fraction = done / tasks if tasks else 0.0
        if fraction > self._told:
            self._told = fraction
            self._channel.send({"Event": "Progress", "Fraction": fraction, "Rows": []})

    def end(self):
        self._ended.set()
        self._thread.join(timeout=2)
