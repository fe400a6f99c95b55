using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Builds a new store from what can be read of a damaged one, and puts it in its place. See docs/decisions/0028-a-damaged-store.md.
/// </summary>
internal sealed class StoreSalvage(string folder, OutboxOptions options, TimeProvider time)
{
    // Copying delivered rows leaves this room on the disk, so that the new store can work.
    private const long FreeBytes = 32 << 20;

    private readonly Quarantine _quarantine = new(folder);

    /// <summary>Runs the salvage. When it fails, the damaged files stay as they are.</summary>
    /// <returns>What was wrong and what was done, in one sentence.</returns>
    /// <exception cref="OutboxException">There is no room for a new store, or the disk fails.</exception>
    public string Run(string reason, KnownStore known)
    {
        var clock = new SalvageClock(time, options.SalvageTime);
        try
        {
            _quarantine.Settle();
            var number = _quarantine.Newest + 1;
            var summary = Build(reason, known, clock, number);
            _quarantine.Promote();
            _quarantine.Exchange(number, summary);
            return summary;
        }
        catch (Exception exception) when (FileFailures.IsOne(exception))
        {
            throw CannotReplace(reason, FileFailures.Explain(exception, _quarantine.File));
        }
        catch (OutboxException failure)
        {
            throw CannotReplace(reason, failure);
        }
        finally
        {
            Forget();
        }
    }

    private string Build(string reason, KnownStore known, SalvageClock clock, int number)
    {
        using var target = StoreBuilder.Create(_quarantine.Building);
        var states = new SequenceStates();
        var scan = (SalvageScan?)null;
        var epochs = known.Epochs;
        var isComplete = false;
        using var wal = OpenWal();
        var trusts = WalFits(wal, target.FirstPage, epochs);
        foreach (var withWal in (ReadOnlySpan<bool>)[trusts, !trusts])
        {
            using var view = isComplete ? null : DamagedView.Open(_quarantine.Work, _quarantine.File, withWal ? wal : null, target.FirstPage);
            if (view is null || TrustedEpochs.Choose(view.Connection, epochs) is not { } chosen)
            {
                continue;
            }

            epochs = chosen;
            scan ??= new SalvageScan(target, epochs, states, clock, HasRoom);
            scan.Read(view.Connection, Math.Max(known.Last, epochs.CurrentFirst - 1));
            isComplete = !scan.MetDamage && scan.Highest >= known.Last && states.Carried > 0 && states.NextAbsent(scan.Lowest ?? 1, scan.Highest) is null;
        }

        var highest = Math.Max(known.Last, scan?.Highest ?? (epochs?.CurrentFirst - 1 ?? 0));
        var isExact = known.IsLastExact || (known.Last > 0 && !wal.IsAltered);
        var detail = Describe(reason, states, scan, number);
        var gaps = MissingNumbers.Gaps(states, epochs, scan?.Lowest, highest, isExact, detail);
        var ageMs = Math.Max(known.AgeMs, scan?.AgeMs ?? 0);
        var start = new Epoch(highest + 1, Epochs.NewName());
        FillHoles(target, states, scan?.LowestCarried ?? highest + 1, highest);
        target.DropLooseMarks();

        // An epoch that gave no number is dropped, because the new one begins at the same number.
        foreach (var epoch in (IEnumerable<Epoch>)[.. (epochs?.All ?? []).Where(epoch => epoch.First < start.First), start])
        {
            target.AddEpoch(epoch);
        }

        WritePairs(target, scan?.Pairs ?? [], known.Pairs, ageMs, number);
        target.DropLooseRemarks();
        WriteGaps(target, start, gaps, ageMs);
        target.Finish();
        return detail;
    }

    /// <summary>
    /// False when the WAL may belong to another store: then the file is read first without it, and the WAL may only add to it.
    /// </summary>
    private bool WalFits(DamagedWal wal, byte[] firstPage, Epochs? known)
    {
        try
        {
            using var view = DamagedView.Open(_quarantine.Work, _quarantine.File, wal, firstPage);
            return view is null || (TrustedEpochs.Choose(view.Connection, known) is { } epochs && LastNumber.Of(view.Connection, epochs, out _) is not null);
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            return true;
        }
    }

    private DamagedWal OpenWal() => new(_quarantine.File + "-wal");

    /// <summary>
    /// Adds ranges of removed numbers, so that every number from the first copied one on has a row or is in a range: see
    /// <see cref="Ledger"/>.
    /// </summary>
    private static void FillHoles(StoreBuilder target, SequenceStates states, long from, long to)
    {
        while (from <= to && !states.IsCarried(from))
        {
            from++;
        }

        for (var number = from; number <= to; number++)
        {
            var start = number;
            while (number <= to && !states.IsCarried(number))
            {
                number++;
            }

            if (number > start)
            {
                target.AddRemoved(start, number - 1);
            }
        }
    }

    private static void WritePairs(
        StoreBuilder target, Dictionary<string, string> read, IReadOnlyDictionary<string, string> known, long ageMs, int number)
    {
        // The value that was read may be older than the lost one, so the counter is moved far ahead in any case.
        var session = Math.Max(SessionNumber.Of(read), SessionNumber.Of(known));
        foreach (var (key, value) in known)
        {
            read[key] = value;
        }

        // A store of which nothing is known has told nothing, although its counter moves ahead.
        read.TryAdd(PairKeys.Announced, new AnnouncedNumbers(session, null).ToString());
        SessionNumber.Set(read, session > 0 ? session + SessionNumber.Leap : number * SessionNumber.Leap);
        read[PairKeys.Age] = ageMs.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in read)
        {
            target.SetPair(key, value);
        }
    }

    private void WriteGaps(StoreBuilder target, Epoch epoch, List<StoreGap> gaps, long ageMs)
    {
        var sequence = epoch.First;
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var gap in gaps)
        {
            if (options.Gap?.Invoke(gap) is { } draft)
            {
                var id = new EventId(epoch.Name, sequence++);
                var payload = draft.Render(id);
                var seal = Seal.OfEvent(id, draft.Topic, draft.Class, nowMs, ageMs, payload);
                target.Add(new SalvagedRow(id, seal, draft.Class, nowMs, ageMs, draft.Topic, payload));
            }
        }
    }

    private string Describe(string reason, SequenceStates states, SalvageScan? scan, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"The store was damaged ({reason}) and was replaced by a new one with the {states.Carried} events that could be read; the damaged files are in '{_quarantine.Name(number)}'{(scan?.LeftBehind is true ? ", together with readable events that were left behind because time or room was short" : "")}.");

    private bool HasRoom()
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace > FreeBytes;
        }
        catch (Exception exception) when (FileFailures.IsOne(exception))
        {
            return true;
        }
    }

    /// <summary>Removes the remains of a failed attempt; a promoted store stays for the next start.</summary>
    private void Forget()
    {
        try
        {
            StoreBuilder.Delete(_quarantine.Building);
            DamagedView.Remove(_quarantine.Work);
        }
        catch (Exception exception) when (FileFailures.IsOne(exception))
        {
            // The next start removes it.
        }
    }

    private OutboxException CannotReplace(string reason, OutboxException failure) => new(
        failure.Kind, $"The store '{_quarantine.File}' is damaged ({reason}) and could not be replaced: {failure.Message}", failure);
}
