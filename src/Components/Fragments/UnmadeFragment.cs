using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>
/// Stands where a fragment's constructor failed. In a page it is that fragment's placeholder or its error box, with a way to try again; at the fragment's own address it
/// fails as the fragment did.
/// </summary>
internal sealed class UnmadeFragment(Type type, Exception failure) : Fragment
{
    internal override Type Class => type;

    internal override void Take(ParameterView parameters)
    {
        base.Take(parameters);
        if (Context?.Call is not null)
            ExceptionDispatchInfo.Throw(failure);
        // What was meant for the fragment's own properties is no HTML attribute.
        Attributes = Attributes?.Where(attribute => !IsOwn(attribute.Key)).ToDictionary();
    }

    protected override Task OnGetAsync()
    {
        ExceptionDispatchInfo.Throw(failure);
        return Task.CompletedTask;
    }

    private bool IsOwn(string name) => type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase) is not null;
}
