using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Makes a new store of what a damaged one still gives, and puts it in its place. See docs/decisions/0009-the-outbox.md.</summary>
internal sealed class StoreSalvage(string folder, OutboxOptions options, TimeProvider time)
{
    // What delivered rows leave free on the disk: the new store has to work on it.
    private const long FreeBytes = 32 << 20;

    private readonly Quarantine _quarantine = new(folder);

    /// <summary>Nothing is touched when it fails.</summary>
    /// <exception cref="OutboxException">There is no room for a new store, or the disk fails.</exception>
    public SalvageResult Run(string reason, KnownStore known)
    {
        var clock = new SalvageClock(time, options.SalvageTime);
        try
        {
            _quarantine.Settle();
            var number = _quarantine.Newest + 1;
            var result = Build(reason, known, clock, number);
            _quarantine.Promote();
            _quarantine.Exchange(number, result.Detail);
            return result;
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

    private SalvageResult Build(string reason, KnownStore known, SalvageClock clock, int number)
    {
        using var target = NewStore.Create(_quarantine.Building);
        var states = new NumberStates();
        var scan = (SalvageScan?)null;
        var epochs = known.Epochs;
        var isComplete = false;
        using var log = OpenLog();
        var trusts = LogFits(log, target.FirstPage, epochs);
        foreach (var withLog in (ReadOnlySpan<bool>)[trusts, !trusts])
        {
            using var view = isComplete ? null : DamagedView.Open(_quarantine.Work, _quarantine.File, withLog ? log : null, target.FirstPage);
            if (view is null || ViewEpochs.Choose(view.Connection, epochs) is not { } chosen)
            {
                continue;
            }

            epochs = chosen;
            scan ??= new SalvageScan(target, epochs, states, clock, HasRoom);
            scan.Read(view.Connection, Math.Max(known.Last, epochs.CurrentFirst - 1));
            isComplete = !scan.MetDamage && scan.Highest >= known.Last && states.Carried > 0 && states.NextAbsent(scan.Lowest ?? 1, scan.Highest) is null;
        }

        var highest = Math.Max(known.Last, scan?.Highest ?? (epochs?.CurrentFirst - 1 ?? 0));
        var isExact = known.IsLastExact || (known.Last > 0 && !log.IsAltered);
        var detail = Describe(reason, states, scan, number);
        var gaps = MissingNumbers.Gaps(states, epochs, scan?.Lowest, highest, isExact, detail);
        var ageMs = Math.Max(known.AgeMs, scan?.AgeMs ?? 0);
        var start = new EpochStart(highest + 1, Epochs.NewName());
        FillHoles(target, states, scan?.LowestCarried ?? highest + 1, highest);
        target.DropLooseMarks();

        // An epoch that gave no number is forgotten: the new one begins where it did.
        foreach (var epoch in (IEnumerable<EpochStart>)[.. (epochs?.All ?? []).Where(epoch => epoch.First < start.First), start])
        {
            target.AddEpoch(epoch);
        }

        WritePairs(target, scan?.Pairs ?? [], known.Pairs, ageMs, number);
        WriteGaps(target, start, gaps, ageMs);
        target.Finish();
        return new SalvageResult(reason, _quarantine.Name(number), states.Carried, detail);
    }

    /// <summary>False when the log may be another store's: then the file without it comes first, and the log may only add to it.</summary>
    private bool LogFits(DamagedLog log, byte[] firstPage, Epochs? known)
    {
        try
        {
            using var view = DamagedView.Open(_quarantine.Work, _quarantine.File, log, firstPage);
            return view is null || (ViewEpochs.Choose(view.Connection, known) is { } epochs && LastNumber.Of(view.Connection, epochs, out _) is not null);
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            return true;
        }
    }

    private DamagedLog OpenLog() => new(_quarantine.File + "-wal");

    /// <summary>Every number from the first carried one on has a row or lies in a range of removed ones: see <see cref="Ledger"/>.</summary>
    private static void FillHoles(NewStore target, NumberStates states, long from, long to)
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
        NewStore target, Dictionary<string, string> read, IReadOnlyDictionary<string, string> known, long ageMs, int number)
    {
        // What was read may be older than what was lost, so the counter leaps in any case.
        var session = Math.Max(SessionNumber.Of(read), SessionNumber.Of(known));
        foreach (var (key, value) in known)
        {
            read[key] = value;
        }

        SessionNumber.Set(read, session > 0 ? session + SessionNumber.Leap : number * SessionNumber.Leap);
        read[PairKeys.Age] = ageMs.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in read)
        {
            target.SetPair(key, value);
        }
    }

    private void WriteGaps(NewStore target, EpochStart epoch, List<StoreGap> gaps, long ageMs)
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

    private string Describe(string reason, NumberStates states, SalvageScan? scan, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"The store was damaged ({reason}) and was replaced by a new one with the {states.Carried} events that could be read; the damaged files are in '{_quarantine.Name(number)}'{(scan?.LeftBehind is true ? ", together with readable events that were left behind for want of time or room" : "")}.");

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

    /// <summary>Removes what a failed attempt has left; what was promoted stays for the next start.</summary>
    private void Forget()
    {
        try
        {
            NewStore.Delete(_quarantine.Building);
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
