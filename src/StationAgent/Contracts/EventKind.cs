using System.Text.Json.Serialization.Metadata;

namespace StationAgent.Contracts;

/// <summary>One of the event types of the contract: its names on the wire and how its data is written.</summary>
/// <typeparam name="TData">The data of the type.</typeparam>
/// <param name="Type">The CloudEvents <c>type</c>, with the major version at its end.</param>
/// <param name="Schema">The CloudEvents <c>dataschema</c>, the <c>$id</c> of the data's JSON Schema.</param>
/// <param name="Topic">The suffix of the topic it is published to.</param>
/// <param name="Json">The source-generated shape of the whole event.</param>
internal sealed record EventKind<TData>(string Type, string Schema, string Topic, JsonTypeInfo<CloudEvent<TData>> Json);
