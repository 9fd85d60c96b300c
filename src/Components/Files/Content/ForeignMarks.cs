using System.Buffers;
using System.Text;

namespace Components.Files;

/// <summary>Words that do not stand in a picture by chance, and make something else of it where it is read as something else.</summary>
internal static class ForeignMarks
{
    // None shorter than five bytes: in ten million random ones a four-letter word in any case is found once in sixty files.
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["<script", "<html", "<!doctype", "<?php", "<body", "<iframe", "javascript:", "%PDF-", "#!/bin/", "#!/usr/"], StringComparison.OrdinalIgnoreCase);

    private const int Longest = 16;

    public static bool AreIn(FileBytes bytes) => bytes.Pieces(Longest).Any(piece => Encoding.Latin1.GetString(piece).AsSpan().ContainsAny(Marks));
}
