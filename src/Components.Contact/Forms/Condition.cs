namespace Components.Contact.Forms;

/// <summary>When something is shown, by what was filled in before it.</summary>
public abstract record Condition
{
    /// <summary>How deep conditions may stand in one another.</summary>
    public const int Deepest = 5;

    /// <summary>The fields that it asks about.</summary>
    public abstract IEnumerable<string> Fields { get; }

    /// <summary>Whether it holds.</summary>
    /// <param name="valuesOf">The values of a field; none where it is empty, or is not shown itself.</param>
    public abstract bool Holds(Func<string, IReadOnlyList<string>> valuesOf);

    /// <summary>A field has one of some values; a field of several values, at least one of them.</summary>
    /// <param name="Field">Its name.</param>
    /// <param name="Values">The values, compared letter by letter.</param>
    public sealed record Is(string Field, IReadOnlyList<string> Values) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Fields => [Field];

        /// <inheritdoc/>
        public override bool Holds(Func<string, IReadOnlyList<string>> valuesOf) => valuesOf(Field).Any(value => Values.Contains(value, StringComparer.Ordinal));

        /// <inheritdoc/>
        public bool Equals(Is? other) => other is not null && Field == other.Field && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Field, Values.Count);
    }

    /// <summary>A field is filled in.</summary>
    /// <param name="Field">Its name.</param>
    public sealed record Filled(string Field) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Fields => [Field];

        /// <inheritdoc/>
        public override bool Holds(Func<string, IReadOnlyList<string>> valuesOf) => valuesOf(Field).Count > 0;
    }

    /// <summary>Another condition does not hold.</summary>
    /// <param name="Of">The other.</param>
    public sealed record Not(Condition Of) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Fields => Of.Fields;

        /// <inheritdoc/>
        public override bool Holds(Func<string, IReadOnlyList<string>> valuesOf) => !Of.Holds(valuesOf);
    }

    /// <summary>All of several hold.</summary>
    /// <param name="Of">The others.</param>
    public sealed record All(IReadOnlyList<Condition> Of) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Fields => Of.SelectMany(condition => condition.Fields);

        /// <inheritdoc/>
        public override bool Holds(Func<string, IReadOnlyList<string>> valuesOf) => Of.All(condition => condition.Holds(valuesOf));

        /// <inheritdoc/>
        public bool Equals(All? other) => other is not null && Of.SequenceEqual(other.Of);

        /// <inheritdoc/>
        public override int GetHashCode() => Of.Count;
    }

    /// <summary>At least one of several holds.</summary>
    /// <param name="Of">The others.</param>
    public sealed record Any(IReadOnlyList<Condition> Of) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Fields => Of.SelectMany(condition => condition.Fields);

        /// <inheritdoc/>
        public override bool Holds(Func<string, IReadOnlyList<string>> valuesOf) => Of.Any(condition => condition.Holds(valuesOf));

        /// <inheritdoc/>
        public bool Equals(Any? other) => other is not null && Of.SequenceEqual(other.Of);

        /// <inheritdoc/>
        public override int GetHashCode() => Of.Count;
    }
}
