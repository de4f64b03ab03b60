"""Big inputs: shards of articles read in parallel processes, each written whole or not at all.

    plan     sources → shards, by content: the same input makes the same shards, whatever reads them
    job      what is asked of each article, fit to be sent to another process or another machine
    engine   the batch function: a part of a file → rows; one bad article costs only itself
    forms    rows as JSON Lines or Parquet
    store    the output folder: temporary file, then rename; records of what is done
    pool     worker processes and their supervisor
    windows  conflicts: articles sorted by day, compared a window of days at a time
    run      all of it together
"""
