using Components.Fragments;
using Microsoft.EntityFrameworkCore;

namespace Components.Tests.Fixture;

/// <summary>Reads from the database.</summary>
public sealed partial class NotesFragment(NotesDb db) : Fragment
{
    private int _count;

    protected override async Task OnGetAsync() => _count = await db.Notes.CountAsync(Aborted);
}
