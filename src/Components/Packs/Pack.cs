using System.Reflection;
using Components.Data;
using Components.Fragments;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Packs;

/// <summary>
/// A library that brings fragments together with their tables, settings, permissions and styles. One class a pack; its fragments are the classes with
/// <c>[Fragment("{id}/…")]</c> in the same assembly. Needs a constructor without parameters.
/// </summary>
public abstract class Pack
{
    /// <summary>The pack's id: its fragments' ids start with it, and so do its tables. Lower-case letters and digits.</summary>
    public abstract string Id { get; }

    /// <summary>What it is called; a key of its texts.</summary>
    public abstract string Title { get; }

    /// <summary>Its version: that of its assembly.</summary>
    public virtual string Version => GetType().Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The licence it is under, as an SPDX identifier.</summary>
    public virtual string Licence => "MIT";

    /// <summary>What may be allowed to people; each becomes an authorization policy of the same name, unless the site has one already.</summary>
    public virtual IEnumerable<Permission> Permissions => [];

    /// <summary>Its pages in the admin area.</summary>
    public virtual IEnumerable<AdminPage> AdminPages => [];

    /// <summary>What the site's owner can ask of it on the command line.</summary>
    public virtual IEnumerable<PackCommand> Commands => [];

    /// <summary>Registers its options, its database (<see cref="PackDatabase.AddPackDatabase{TContext}"/>) and its services.</summary>
    public virtual void AddServices(IServiceCollection services)
    {
    }

    /// <summary>
    /// Which of these files (<see cref="Files.FileStore{TPack}"/>) a row of the pack names; the others are erased. Asked every few minutes, about files that are older than an hour.
    /// </summary>
    /// <param name="services">A scope for the question.</param>
    /// <param name="files">The files' ids, at most 200.</param>
    /// <param name="cancellation">Ends when the site stops.</param>
    /// <returns>Those that are named. Null, the default: it does not say, and nothing is erased.</returns>
    public virtual Task<IReadOnlyCollection<Guid>?> ClaimedFilesAsync(IServiceProvider services, IReadOnlyCollection<Guid> files, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<Guid>?>(null);

    /// <summary>
    /// What is wrong with the files of the site's owner that the pack reads: <c>./run check</c> prints it. No request is there, and the database may be missing.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>A line for each thing, in English: file, line, and what would be right. Empty: all is well.</returns>
    public virtual IEnumerable<string> Check(IServiceProvider services) => [];

    /// <summary>
    /// What is wrong with a tag of one of its fragments although each parameter could be: that what it names is not there. Asked by <c>./run check</c> for tags that are right otherwise.
    /// </summary>
    /// <param name="services">The application's services; the database may be missing.</param>
    /// <param name="fragment">The fragment's id.</param>
    /// <param name="given">What the tag gives it.</param>
    /// <returns>What is wrong and how to mend it, in English; null: nothing.</returns>
    public virtual string? CheckTag(IServiceProvider services, string fragment, FragmentParameters given) => null;

    /// <summary>Maps routes beside its fragments, below <c>/c/{id}/</c>.</summary>
    public virtual void MapRoutes(IEndpointRouteBuilder routes)
    {
    }
}
