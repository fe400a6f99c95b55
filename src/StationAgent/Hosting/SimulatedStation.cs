using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Camera;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>A whole station on one machine: simulated sensors, the real station, the real outbox, a real broker and a subscriber.</summary>
internal static class SimulatedStation
{
    /// <summary>The station sees its empty platform for a while before the first visitor comes.</summary>
    private static readonly TimeSpan FirstVisitor = TimeSpan.FromSeconds(3);

    /// <summary>An outage in a simulation lasts only seconds.</summary>
    private static readonly ReconnectOptions QuickReconnect = new() { Base = TimeSpan.FromMilliseconds(100), Maximum = TimeSpan.FromMilliseconds(500) };

    /// <summary>A hand needs a second to come back for a piece.</summary>
    private static readonly TimeSpan ShortestTakeBack = TimeSpan.FromSeconds(2);

    /// <summary>So much above the least mass of a piece, each piece is weighed as one.</summary>
    private const double AboveMinimum = 1.2;

    private const string BootName = "simulated-boot";

    /// <summary>Once the broker is reachable, all pending events must arrive within this time.</summary>
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs the simulation to its end.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached.</exception>
    /// <exception cref="IOException">The station no longer accepts pieces.</exception>
    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    /// <exception cref="PhotoSetException">The photos cannot be used.</exception>
    public static async Task<SimulationSummary> RunAsync(
        SimulateOptions options, PieceRecogniser recogniser, ISimulationView view, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var agent = new AgentOptions
        {
            Station = new StationOptions
            {
                Id = "simulated",
                Device = $"simulated-{(uint)options.SeedBits}",
                Platform = options.Bin ? PlatformKind.Bin : PlatformKind.Tray,
            },
            DropOff = options.Rules,
        };
        var identity = agent.Station.Identity;

        using var folder = new DataFolder(options.DataDirectory);
        var wall = new JumpingClock(TimeProvider.System);
        await using var outbox = Outbox.Open(folder.Path, agent.ToOutboxOptions(), wall, NullLogger.Instance);
        await using var link = await StationLink.OpenAsync(options);
        var ledger = new ConsumerLedger(after: outbox.LastSequence);
        await using var subscriber = await EventSubscriber.StartAsync(link.BrokerHost, link.BrokerPort, Topics.Root(identity), cancellationToken);
        var consuming = ConsumeAsync(subscriber, ledger, view);

        agent = agent with { Mqtt = new MqttOptions { Host = link.AgentHost, Port = link.AgentPort, ConnectSpread = TimeSpan.Zero } };
        var telemetryOptions = agent.ToTelemetryOptions();
        telemetryOptions.Reconnect = QuickReconnect;
        using var telemetry = new TelemetryService(
            outbox, telemetryOptions, wall, new Random(options.SeedBits), NullLogger.Instance);
        telemetry.SetState("factors", options.Factors.Bytes);
        FactorsArchive.Keep(folder.Path, options.Factors, NullLogger.Instance);
        using var delivering = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delivery = telemetry.RunAsync(delivering.Token);
        try
        {
            var time = new VirtualTimeProvider(TimeProvider.System.GetUtcNow());
            var journal = options.SensorFaults.IsEmpty ? null : new SensorFaultJournal();
            var rules = SettingsOf(options, agent, recogniser).Rules;
            var (truth, givenUp) = await DriveAsync(options, agent, recogniser, outbox, link, telemetry, time, wall, journal, view, cancellationToken);
            if (!link.IsJoined)
            {
                link.Join();
                view.OnLink(joined: true);
            }

            await WaitForAllAsync(telemetry, ledger, outbox, cancellationToken);
            var flaws = new ArrivalFlaws(subscriber.Duplicates, ledger.OutOfOrder, ledger.Orphans, subscriber.Unreadable);
            var realTime = Stopwatch.GetElapsedTime(started);
            return journal is null
                ? TruthComparison.Compare(options.Seed, truth, ledger.DropOffs, flaws, time.Elapsed, realTime)
                : SensorFaultReport.Summarise(
                    options.Seed, options.SensorFaults, journal, truth, ledger.DropOffs, flaws, rules, givenUp, time.Elapsed, realTime);
        }
        finally
        {
            await delivering.CancelAsync();
            await delivery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await subscriber.DisposeAsync();
            await consuming;
        }
    }

    private static async Task<(List<PresentedPiece> Truth, string? GivenUp)> DriveAsync(
        SimulateOptions options,
        AgentOptions agent,
        PieceRecogniser recogniser,
        Outbox outbox,
        StationLink link,
        TelemetryService telemetry,
        VirtualTimeProvider time,
        JumpingClock wall,
        SensorFaultJournal? journal,
        ISimulationView view,
        CancellationToken cancellationToken)
    {
        var settings = SettingsOf(options, agent, recogniser);
        var scale = new SimulatedScaleOptions();
        var worldOptions = new WorldOptions
        {
            PlatformSeed = SceneSeeds.PlatformOf(options.SeedBits),
            Bin = options.Bin,
            WithdrawalWindow = settings.Rules.WithdrawalWindow,
        };
        worldOptions = journal is null ? worldOptions : SensorFaultSetup.World(worldOptions);
        var visits = journal is null
            ? new VisitOptions { TriesAgainShare = 1, TakesBackShare = settings.Rules.WithdrawalWindow < ShortestTakeBack ? 0 : new VisitOptions().TakesBackShare }
            : SensorFaultSetup.Visits(options.SensorFaults);
        visits = visits with { LightestGrams = settings.Rules.MinimumGrams * AboveMinimum };
        var photos = Photos(options.PhotosDirectory);
        var pieces = new PhotoPieces(new CataloguePieces(options.SeedBits, photos.Catalogue, visits.LightestGrams), photos);
        var world = new SimulatedWorld(VisitPlan.Create(options.SeedBits, options.DropOffs, visits, pieces), worldOptions, FirstVisitor);
        var pictures = new SceneOptions();
        using var renderer = new SceneRenderer(pictures);

        // What a person measures with a sheet is known here.
        recogniser.UseCalibration(SceneCamera.Draw(worldOptions.PlatformSeed, pictures.Width, pictures.Height).Calibration(pictures.Width, pictures.Height));
        var physics = new ScalePhysics(options.SeedBits, scale);
        var failing = journal is null
            ? null
            : new FailingSensors(
                new SensorFaultRun(new SensorFaultPlan(options.SeedBits, options.SensorFaults), world, physics, fault => view.OnSensorFault(fault.Description)),
                world,
                journal);
        var camera = new SimulatedCamera(world, renderer, look: failing is null ? null : failing.Look);
        var display = new SimulatedDisplay();
        var stationTime = new JumpingClock(time);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(stationTime)
            .AddSingleton(new ClockSource(stationTime, BootName, static () => (ClockQuality.Unsynchronised, null)))
            .AddSingleton(settings)
            .AddSingleton(agent.Weighing)
            .AddSingleton(outbox)
            .AddSingleton(recogniser)
            .AddSingleton(new StationStart(FaultSet.None, Owed: null, Zero: null))
            .AddStationLoop()
            .AddSingleton<IFrameTap>(provider => new VirtualFrameTap(provider.GetRequiredService<FrameHub>(), camera, time, failing))
            .AddSingleton<IIndicator>(display)
            .AddSingleton<IStationObserver>(new SimulationObserver(view));
        if (journal is not null)
        {
            services.AddSingleton<IStationObserver>(journal);
        }

        await using var parts = services.BuildServiceProvider();

        var truth = new List<PresentedPiece>(options.DropOffs);
        var driver = new SimulationDriver(
            world,
            new SimulatedSensors(physics, scale, camera, display),
            new StationUnderTest(parts.GetRequiredService<StationLoop>(), parts.GetRequiredService<PlatformView>(), parts.GetRequiredService<FrameHub>()),
            time,
            new Pacer(options.Speed, TimeProvider.System),
            view,
            OnPresented,
            failing);
        await driver.RunAsync(() => telemetry.Snapshot.Depth, cancellationToken);
        return (truth, failing?.GivenUpAt is null ? null : $"the station took no more pieces and gave as the cause: {journal?.Cause ?? "nothing"}");

        void OnPresented(GroundTruth piece)
        {
            var presented = new PresentedPiece(
                piece.Number, piece.Item.Name, piece.Item.Class, piece.Mass, piece.PresentedAt, piece.IsTakenBack)
            {
                Manner = piece.Manner,
                IsTakeable = settings.Rules.Classes.For(piece.Item.Class) is { Accepted: true } rule
                    && piece.Item.MassGrams >= rule.LightestGrams
                    && piece.Item.MassGrams <= rule.HeaviestGrams,
                IsSecondTry = piece.Kind == PresentationKind.TriedAgain,
            };
            truth.Add(presented);
            view.OnPresented(presented);
            Switch(options, link, view, piece.Number);
            if (piece.Number == (options.DropOffs + 1) / 2)
            {
                wall.Jump(options.ClockJump);
                stationTime.Jump(options.ClockJump);
            }
        }
    }

    private static PhotoSet Photos(string? directory)
    {
        var shipped = ShippedPieces.Load();
        var photos = directory is null ? shipped : PhotoSet.Load(directory).CompletedBy(shipped);

        // Only kinds of a catalogue of their own can be missing.
        return photos.MissingClasses is { IsEmpty: false } missing
            ? throw new PhotoSetException($"No photo in '{directory}' is of the class {string.Join(" or ", missing)}, which its catalogue lists.")
            : photos;
    }

    private static StationSettings SettingsOf(SimulateOptions options, AgentOptions agent, PieceRecogniser recogniser)
    {
        var manifest = recogniser.Model;
        return agent.ToStationSettings(new ModelData(manifest.Name, manifest.Version, manifest.Sha256), recogniser.Classes, options.Factors);
    }

    private static void Switch(SimulateOptions options, StationLink link, ISimulationView view, int number)
    {
        if (options.Offline?.From == number)
        {
            link.Cut();
            view.OnLink(joined: false);
        }
        else if (options.Offline?.To == number)
        {
            if (!link.IsJoined)
            {
                link.Join();
                view.OnLink(joined: true);
            }
        }
    }

    private static async Task ConsumeAsync(EventSubscriber subscriber, ConsumerLedger ledger, ISimulationView view)
    {
        await foreach (var (received, json) in subscriber.Events.ReadAllAsync())
        {
            ledger.Add(received);
            view.OnReceived(received, json);
        }
    }

    private static async Task WaitForAllAsync(TelemetryService telemetry, ConsumerLedger ledger, Outbox outbox, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(DeliveryTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await telemetry.WhenDrainedAsync(either.Token);
            await ledger.WhenReachedAsync(outbox.LastSequence, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The comparison reports what is missing.
        }
    }
}
