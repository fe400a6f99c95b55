using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// What this run of the program has told others. Every event passes <see cref="TryTell"/> before it is sent, so that what was sent is known
/// when a new epoch begins. Any thread may ask; only the writer's thread changes what is durable.
/// </summary>
internal sealed class Announcements
{
    private readonly Lock _gate = new();
    private bool _isLoaded;
    private bool _hasSpoken;
    private long _told;
    private long _upTo;
    private long _session;
    private long? _heldAbove;

    /// <summary>The random name of this run of the program.</summary>
    public string Tag { get; } = Epochs.NewName();

    /// <summary>True while a link is up over which this run has said durably that it speaks: every number may be sent.</summary>
    public bool HasSpoken
    {
        get
        {
            lock (_gate)
            {
                return _hasSpoken;
            }
        }
    }

    /// <summary>The last number that others may know.</summary>
    public long UpTo
    {
        get
        {
            lock (_gate)
            {
                return _upTo;
            }
        }
    }

    /// <summary>The number of the last link over which this store has spoken; 0 for none.</summary>
    public long Session
    {
        get
        {
            lock (_gate)
            {
                return _session;
            }
        }
    }

    /// <summary>True while numbers are held back: their events may be about to get other ids.</summary>
    public bool IsHolding
    {
        get
        {
            lock (_gate)
            {
                return _heldAbove is not null;
            }
        }
    }

    /// <summary>Takes what a file says that was opened.</summary>
    public void Load(AnnouncedNumbers stored, long last)
    {
        lock (_gate)
        {
            _heldAbove = null;
            _session = Math.Max(_session, stored.Session);
            if (!_isLoaded)
            {
                _isLoaded = true;
                _told = _upTo = Math.Min(stored.UpTo ?? last, last);
            }
            else if (_hasSpoken && stored.UpTo is { } upTo)
            {
                // A new epoch whose commit ended in an error is on disk: it has to be announced first.
                Begin(Math.Max(_told, upTo));
            }
        }
    }

    /// <summary>Takes over that this run has said durably that it speaks.</summary>
    public void Speak(long session, long last)
    {
        lock (_gate)
        {
            (_hasSpoken, _session, _upTo) = (true, session, Math.Max(_upTo, last));
        }
    }

    /// <summary>Lets every number pass although that is not durable.</summary>
    public void SpeakUnrecorded(long last)
    {
        lock (_gate)
        {
            (_hasSpoken, _upTo) = (true, Math.Max(_upTo, last));
        }
    }

    /// <summary>The link has ended: what is stored from now on is not sent before the next <see cref="Speak"/>.</summary>
    public void FallSilent()
    {
        lock (_gate)
        {
            _hasSpoken = false;
        }
    }

    /// <summary>Records that a number is sent now.</summary>
    /// <returns>False when it must not be sent: it is not announced, or may be about to get another id.</returns>
    public bool TryTell(long sequence)
    {
        lock (_gate)
        {
            if (sequence > _heldAbove || (!_hasSpoken && sequence > _upTo))
            {
                return false;
            }

            _told = Math.Max(_told, sequence);
            _upTo = Math.Max(_upTo, sequence);
            return true;
        }
    }

    /// <summary>Holds back the numbers that were never sent, until <see cref="Load"/>, <see cref="BeginEpoch"/> or <see cref="Release"/>.</summary>
    /// <param name="common">Numbers up to this one are not held back either.</param>
    /// <returns>The last number that is not held back.</returns>
    public long Hold(long common)
    {
        lock (_gate)
        {
            return (_heldAbove = Math.Max(_told, common)).Value;
        }
    }

    /// <summary>No new epoch has begun.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _heldAbove = null;
        }
    }

    /// <summary>A new epoch has begun; only numbers up to this one may have been sent.</summary>
    public void BeginEpoch(long upTo)
    {
        lock (_gate)
        {
            _heldAbove = null;
            Begin(upTo);
        }
    }

    private void Begin(long upTo) => (_hasSpoken, _told, _upTo) = (false, upTo, upTo);
}
