using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>What a request carries along, for several threads.</summary>
internal sealed class SynchronizedItems(IItemsFeature own, Lock gate) : IItemsFeature
{
    private SynchronizedDictionary<object, object?>? _items;

    public IDictionary<object, object?> Items
    {
        get
        {
            lock (gate)
                return _items ??= new SynchronizedDictionary<object, object?>(own.Items, gate);
        }
        set
        {
            lock (gate)
                (own.Items, _items) = (value, null);
        }
    }
}
