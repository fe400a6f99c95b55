namespace StationAgent.Telemetry.Delivery;

/// <summary>What a person has to know about delivery.</summary>
public enum DeliveryTroubleKind
{
    /// <summary>Another client with this device's name took the session over.</summary>
    SessionTakenOver,

    /// <summary>
    /// The broker has ended several sessions in a row soon after they began. Not every broker says why: another client may have taken the session
    /// over each time, or something that is sent may break the link.
    /// </summary>
    SessionsEndedEarly,

    /// <summary>An event will not be delivered as it is and was set aside.</summary>
    EventSetAside,

    /// <summary>The broker does not authorise the events of a topic.</summary>
    TopicRefused,
}
