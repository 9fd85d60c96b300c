using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Tests.Packs;

/// <summary>Fragments that the engine must refuse at start-up, each in a pack of its own, so that they are in nobody else's way.</summary>
public static class RefusedFragments
{
    public sealed class Twin : NamedPack;

    [Fragment("twin/one")]
    public sealed class TwinA : Fragment;

    [Fragment("twin/one")]
    public sealed class TwinB : Fragment;

    public sealed class Reserved : NamedPack;

    [Fragment("reserved/one")]
    public sealed class ReservedOne : Fragment
    {
        [Parameter] public string Name { get; set; } = "";
    }

    public sealed class Hiding : NamedPack;

    [Fragment("hiding/one")]
    public sealed class HidingOne : Fragment
    {
        [Parameter] public new string? Id { get; set; }
    }

    public sealed class Injected : NamedPack;

    [Fragment("injected/one")]
    public sealed class InjectedOne : Fragment
    {
        [Inject] private TimeProvider Clock { get; set; } = null!;

        public DateTimeOffset Now => Clock.GetUtcNow();
    }

    public sealed class Returning : NamedPack;

    [Fragment("returning/one")]
    public sealed class ReturningOne : Fragment
    {
        public Task<int> OnPostAsync() => Task.FromResult(1);
    }

    public sealed class Writing : NamedPack;

    [Fragment("writing/one")]
    public sealed class WritingOne : Fragment
    {
        public Task OnPostAsync(HttpContext context) => context.Response.WriteAsync("early");
    }

    public sealed class Responding : NamedPack;

    [Fragment("responding/one")]
    public sealed class RespondingOne : Fragment
    {
        public Task OnPostAsync(HttpResponse answer) => answer.WriteAsync("early");
    }

    public sealed class Loose : NamedPack;

    [Fragment("loose/one")]
    public sealed class LooseOne : Fragment
    {
        public Task OnPostAsync([FromForm] string text) => Task.FromResult(text);
    }

    public sealed class Positional : NamedPack;

    public sealed record Point(int X);

    [Fragment("positional/one")]
    public sealed class PositionalOne : Fragment
    {
        public Task OnPostAsync([FromForm] Point point) => Task.FromResult(point);
    }

    public sealed class Meaning : NamedPack;

    [Fragment("meaning/one")]
    public sealed class MeaningOne : Fragment
    {
        public Task OnPostLoadAsync() => Task.CompletedTask;
    }

    public sealed class Address : NamedPack;

    [Fragment("address/one")]
    public sealed class AddressOne : Fragment
    {
        public Task OnPostSaveAsync() => Task.CompletedTask;
    }

    [Fragment("address/one/save")]
    public sealed class AddressTwo : Fragment;

    public sealed class Overloaded : NamedPack;

    [Fragment("overloaded/one")]
    public sealed class OverloadedOne : Fragment
    {
        public Task OnPostSaveAsync() => Task.CompletedTask;

        public Task OnPostSaveAsync(CancellationToken cancellation) => Task.FromCanceled(cancellation);
    }

    public sealed class Unbindable : NamedPack;

    [Fragment("unbindable/one")]
    public sealed class UnbindableOne : Fragment
    {
        public Task OnPostSaveAsync(Point point) => Task.FromResult(point);
    }

    public sealed class Unregistered : NamedPack;

    public interface IUnregistered;

    [Fragment("unregistered/one")]
    public sealed class UnregisteredOne : Fragment
    {
        public Task OnPostAsync(IUnregistered service) => Task.FromResult(service);
    }

    public sealed class Parsed : NamedPack;

    public sealed class ParsedForm
    {
        public string? Text { get; set; }

        public static ParsedForm TryParse(int number) => new() { Text = $"{number}" };
    }

    [Fragment("parsed/one")]
    public sealed class ParsedOne : Fragment
    {
        public Task OnPostAsync([FromForm] ParsedForm form) => Task.FromResult(form);
    }

    public sealed class Asked : NamedPack;

    [Fragment("asked/one")]
    public sealed class AskedOne : Fragment
    {
        public Task OnPostAsync([FromQuery] CancellationToken cancellation) => Task.FromCanceled(cancellation);
    }

    public sealed class Foreign : NamedPack;

    [Fragment("foreign/one")]
    public sealed class ForeignOne;

    public abstract class NamedPack : Pack
    {
        public override string Id => GetType().Name.ToLowerInvariant();

        public override string Title => Id;
    }
}
