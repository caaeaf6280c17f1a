// A page on the disk may not read the others: there the search shows titles without the lines
// around the words.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
