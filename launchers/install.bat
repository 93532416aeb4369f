@echo off
rem Met greffier à portée de main : menu, bureau, ouverture de session, clic droit. Rien n'est copié.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0greffier.exe" echo greffier.exe n'est pas à côté de ce fichier : sortez tout le dossier de l'archive, puis recommencez.& pause & exit /b 1
"%~dp0greffier.exe" install
pause
