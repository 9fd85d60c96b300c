using System.Reflection;
using System.Reflection.Emit;
using Components.Fragments;
using Components.Packs;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Packs;

public sealed class FragmentRegistryTests
{
    [Theory]
    [InlineData(typeof(RefusedFragments.Twin), "same id 'twin/one'")]
    [InlineData(typeof(RefusedFragments.Reserved), "ReservedOne.Name")]
    [InlineData(typeof(RefusedFragments.Hiding), "HidingOne.Id")]
    [InlineData(typeof(RefusedFragments.Injected), "constructor")]
    [InlineData(typeof(RefusedFragments.Returning), "ReturningOne.OnPostAsync must return Task")]
    [InlineData(typeof(RefusedFragments.Writing), "must not take HttpContext")]
    [InlineData(typeof(RefusedFragments.Responding), "must not take HttpResponse")]
    [InlineData(typeof(RefusedFragments.Loose), "'text' must be a form model")]
    [InlineData(typeof(RefusedFragments.Positional), "'point' must be a form model")]
    [InlineData(typeof(RefusedFragments.Meaning), "OnPostLoadAsync")]
    [InlineData(typeof(RefusedFragments.Address), "'address/one/save' has the address of the handler 'save'")]
    [InlineData(typeof(RefusedFragments.Overloaded), "OverloadedOne: OnPostSaveAsync and OnPostSaveAsync have the same address, the handler 'save'")]
    [InlineData(typeof(RefusedFragments.Foreign), "ForeignOne has [Fragment], so it must derive from Fragment")]
    public void What_would_break_later_is_refused_at_the_start(Type pack, string part) =>
        Assert.Contains(part, Refusal((Pack)Activator.CreateInstance(pack)!), StringComparison.Ordinal);

    [Theory]
    [InlineData(typeof(RefusedFragments.Unbindable), "UnbindableOne.OnPostSaveAsync")]
    [InlineData(typeof(RefusedFragments.Unregistered), "UnregisteredOne.OnPostAsync")]
    [InlineData(typeof(RefusedFragments.Parsed), "ParsedOne.OnPostAsync")]
    [InlineData(typeof(RefusedFragments.Asked), "AskedOne.OnPostAsync")]
    public async Task An_argument_that_cannot_be_bound_is_refused_at_the_start(Type pack, string part)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddComponents(_ => { });
        ((PackList)builder.Services.Single(service => service.ServiceType == typeof(PackList)).ImplementationInstance!).Add((Pack)Activator.CreateInstance(pack)!);
        await using var app = builder.Build();
        Assert.Contains(part, Assert.Throws<InvalidOperationException>(() => app.MapComponents()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emitted")]
    [InlineData("Emitted/one")]
    [InlineData("emitted/One")]
    [InlineData("emitted/")]
    [InlineData("emitted//one")]
    [InlineData("emitted/one.html")]
    [InlineData("emitted/one two")]
    [InlineData("emitted/-one")]
    [InlineData("emitted/one\n")]
    public void An_id_that_cannot_be_one_is_refused(string id) => Assert.Contains("cannot be a fragment's id", Refusal(EmitPack(id)), StringComparison.Ordinal);

    [Fact]
    public void An_id_of_somebody_elses_pack_is_refused() => Assert.Contains("must start with the id of a pack in its assembly", Refusal(EmitPack("other/one")), StringComparison.Ordinal);

    [Fact]
    public void A_good_id_is_taken()
    {
        var registry = Registry(EmitPack("emitted/one-2/three"));
        Assert.NotNull(registry.Find("emitted/one-2/three"));
    }

    [Fact]
    public void Fragments_of_packs_that_are_not_in_use_are_not_there()
    {
        var registry = Registry(new TestPack());
        Assert.NotNull(registry.Find("test/form"));
        Assert.Null(registry.Find("address/one"));
        Assert.Contains("AddPack", Assert.Throws<InvalidOperationException>(() => registry.Of(typeof(RefusedFragments.AddressOne))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_is_added_once() => Assert.Contains("added twice", Assert.Throws<InvalidOperationException>(() => Registry(new TestPack(), new TestPack())).Message, StringComparison.Ordinal);

    public abstract class EmittedPack : Pack
    {
        public override string Id => "emitted";

        public override string Title => "Emitted";
    }

    private static string Refusal(Pack pack) => Assert.Throws<InvalidOperationException>(() => Registry(pack)).Message;

    private static FragmentRegistry Registry(params Pack[] packs)
    {
        var list = new PackList();
        foreach (var pack in packs)
            list.Add(pack);
        return new FragmentRegistry(list, new ServiceCollection().BuildServiceProvider());
    }

    /// <summary>A pack in an assembly of its own: an id that is wrong in form would be in every other pack's way in this one.</summary>
    private static Pack EmitPack(string fragmentId)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Emitted"), AssemblyBuilderAccess.Run).DefineDynamicModule("Emitted");
        var fragment = module.DefineType("EmittedFragment", TypeAttributes.Public, typeof(Fragment));
        fragment.SetCustomAttribute(new CustomAttributeBuilder(typeof(FragmentAttribute).GetConstructor([typeof(string)])!, [fragmentId]));
        fragment.CreateType();
        return (Pack)Activator.CreateInstance(module.DefineType("TheEmittedPack", TypeAttributes.Public, typeof(EmittedPack)).CreateType())!;
    }
}
